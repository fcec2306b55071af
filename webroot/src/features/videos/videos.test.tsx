import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { FakeSocket } from "@/test/FakeSocket";
import { anAgent, aSubscription, aVideo } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem, type TestServer } from "@/test/server";
import { fromFilters, toFilters } from "./filters";

const VIDEOS = "GET /api/agents/a-1/videos";
const PREVIEW = "POST /api/agents/a-1/videos/preview-filters";
const STATS = {
  totalVideos: 2,
  totalEpisodes: 0,
  publishedEpisodes: 0,
  unpublishedEpisodes: 0,
  activeJobs: 0,
  failedJobs: 0,
};

function page(...videos: ReturnType<typeof aVideo>[]) {
  return { body: { videos, total: videos.length, page: 1, totalPages: 1 } };
}

function serverWithAgent(agent = anAgent({ channel: "@sunday" })): TestServer {
  return signedInServer()
    .on("GET /api/agents", { body: { agents: [agent], total: 1 } })
    .on("GET /api/agents/a-1", { body: agent })
    .on("GET /api/agents/a-1/stats", { body: STATS })
    .on("GET /api/agents/a-1/subscription", { body: aSubscription() })
    .on(PREVIEW, { body: { videos: [], total: 0, leftOut: 0 } });
}

describe("An agent's videos", () => {
  it("say where they stand and why", async () => {
    serverWithAgent().on(
      VIDEOS,
      page(
        aVideo(),
        aVideo({
          id: "v-2",
          videoId: "abcdefghij2",
          title: "Trailer",
          status: "ignored",
          rule: "title_exclude",
          reason: 'Its title matches "trailer".',
          origin: "poll",
        }),
      ),
    );
    await open("/agents/a-1?tab=videos");
    expect(await screen.findByRole("link", { name: "Morning service" })).toHaveAttribute("href", "/jobs/j-1");
    expect(screen.getByText('Its title matches "trailer".')).toBeVisible();
    expect(screen.getByText("Channel feed")).toBeVisible();
    expect(screen.getByRole("link", { name: "Trailer on YouTube" })).toHaveAttribute(
      "href",
      "https://www.youtube.com/watch?v=abcdefghij2",
    );
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("say what to do when there are none", async () => {
    serverWithAgent(anAgent()).on(VIDEOS, page());
    await open("/agents/a-1?tab=videos");
    expect(await screen.findByText(/Name a YouTube channel/)).toBeVisible();
  });

  it("are asked for again after an error", async () => {
    const server = serverWithAgent();
    await open("/agents/a-1?tab=videos");
    const again = await screen.findByRole("button", { name: "Try again" });
    server.on(VIDEOS, page(aVideo()));
    await userEvent.click(again);
    expect(await screen.findByRole("link", { name: "Morning service" })).toBeVisible();
  });

  it("are narrowed by status and words", async () => {
    const server = serverWithAgent().on(VIDEOS, ({ query }) =>
      query.get("status") === "failed" ? page() : page(aVideo()),
    );
    await open("/agents/a-1?tab=videos");
    await userEvent.click(await screen.findByRole("button", { name: "Failed" }));
    await userEvent.click(await screen.findByRole("button", { name: "Show all videos" }));
    await screen.findByRole("link", { name: "Morning service" });
    await userEvent.type(screen.getByRole("searchbox", { name: "Search videos by title" }), "morning");
    await waitFor(() => {
      expect(server.asked(VIDEOS).at(-1)?.query.get("q")).toBe("morning");
    });
  });

  it("are processed and left out by hand", async () => {
    const left = aVideo({ status: "failed", reason: "The video is private." });
    const server = serverWithAgent()
      .on(VIDEOS, page(left))
      .on("POST /api/agents/a-1/videos/abcdefghij1/process", problem(409, "The video has been processed already."))
      .on("POST /api/agents/a-1/videos/abcdefghij1/ignore", { body: left });
    await open("/agents/a-1?tab=videos");
    await userEvent.click(await screen.findByRole("button", { name: "Process Morning service" }));
    expect(await screen.findByText("The video has been processed already.")).toBeVisible();
    const asked = server.asked(VIDEOS).length;
    server.on(VIDEOS, page(aVideo({ status: "ignored", rule: "by_hand" })));
    await userEvent.click(screen.getByRole("button", { name: "Leave out Morning service" }));
    await waitFor(() => {
      expect(screen.queryByRole("button", { name: "Leave out Morning service" })).toBeNull();
    });
    expect(server.asked(VIDEOS).length).toBeGreaterThan(asked);
  });

  it("appear when they are discovered", async () => {
    const server = serverWithAgent().on(VIDEOS, page(aVideo()));
    await open("/agents/a-1?tab=videos");
    await screen.findByRole("link", { name: "Morning service" });
    act(() => {
      FakeSocket.last.opened();
      FakeSocket.last.acknowledge();
    });
    server.on(VIDEOS, page(aVideo({ id: "v-2", title: "Evening service", status: "queued" }), aVideo()));
    act(() => {
      const body = {
        type: "video.discovered",
        timestamp: "2026-11-21T09:00:00Z",
        agentId: "a-1",
        videoId: "x",
        title: "",
      };
      FakeSocket.last.receive({ type: "rec", address: "agent.events.a-1", body });
    });
    expect(await screen.findByText("Evening service", {}, { timeout: 3000 })).toBeVisible();
  });
});

describe("An agent's filters", () => {
  it("are tried while one writes, and saved", async () => {
    const server = serverWithAgent().on(PREVIEW, ({ body }) => ({
      body: {
        videos: [
          { videoId: "a", title: "Sermon" },
          { videoId: "b", title: "News", rule: "title_include", reason: 'Its title does not match "sermon".' },
        ],
        total: 2,
        leftOut: (body as { titleInclude?: string }).titleInclude === "sermon" ? 1 : 0,
      },
    }));
    await open("/agents/a-1?tab=settings");
    await userEvent.type(await screen.findByLabelText("Title must match"), "sermon");
    const summary = await screen.findByText("1 of the newest 2 videos would be left out.");
    await userEvent.click(summary);
    expect(screen.getByText("News").parentElement).toHaveTextContent("Left out: News");
    await userEvent.click(screen.getByLabelText("Take shorts"));
    expect(await accessibilityFaults()).toEqual([]);
    server.on("PATCH /api/agents/a-1", { body: anAgent() });
    await userEvent.click(screen.getByRole("button", { name: "Save filters" }));
    await waitFor(() => {
      expect(server.asked("PATCH /api/agents/a-1")[0]?.body).toEqual({
        filters: { titleInclude: "sermon", shorts: false },
      });
    });
  });

  it("say at the field what is wrong with an expression", async () => {
    serverWithAgent().on(PREVIEW, ({ body }) =>
      (body as { titleExclude?: string }).titleExclude === undefined
        ? { body: { videos: [], total: 0, leftOut: 0 } }
        : problem(400, "It is not a regular expression.", "titleExclude"),
    );
    await open("/agents/a-1?tab=settings");
    const field = await screen.findByLabelText("Title must not match");
    await userEvent.type(field, "(x");
    await waitFor(() => {
      expect(field).toHaveAccessibleDescription("It is not a regular expression.");
    });
  });

  it("are read from a form and back", () => {
    const filters = {
      titleInclude: "a|b",
      titleExclude: "c",
      minMinutes: 1.5,
      maxMinutes: 90,
      shorts: false,
      live: false,
    };
    expect(toFilters(fromFilters(filters))).toEqual(filters);
    expect(toFilters(fromFilters({}))).toEqual({});
    expect(toFilters({ ...fromFilters({}), minMinutes: "1,5", maxMinutes: "-3", titleInclude: "  " })).toEqual({
      minMinutes: 1.5,
    });
  });
});
