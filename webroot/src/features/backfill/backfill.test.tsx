import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { aBackfill, anAgent } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem, type TestServer } from "@/test/server";

const STATS = {
  totalVideos: 0,
  totalEpisodes: 0,
  publishedEpisodes: 0,
  unpublishedEpisodes: 0,
  activeJobs: 0,
  failedJobs: 0,
};
const QUOTA = { used: 312, limit: 10_000, spent: false, renewsAt: "2026-11-22T08:00:00Z" };
const ENDED = "2026-11-21T09:05:00Z";
const DRY = aBackfill({
  dryRun: true,
  state: "completed",
  total: 3,
  taken: 0,
  enqueued: 0,
  known: 0,
  finishedAt: ENDED,
});

const VIDEOS = {
  videos: [
    {
      videoId: "aaaaaaaaaaa",
      title: "Fresh talk",
      publishedAt: "2026-03-03T10:00:00Z",
      approximate: false,
      known: false,
    },
    {
      videoId: "bbbbbbbbbbb",
      title: "Known talk",
      publishedAt: "2026-03-02T10:00:00Z",
      approximate: true,
      known: true,
    },
    {
      videoId: "ccccccccccc",
      title: "Clip",
      approximate: false,
      known: false,
      leftOut: "too_short",
      reason: "It is 20 s long.",
    },
  ],
  fresh: 2,
  leftOut: 1,
  total: 3,
  page: 1,
  totalPages: 1,
};

function serverWithChannel(status: object): TestServer {
  return signedInServer()
    .on("GET /api/agents/a-1", { body: anAgent({ channelId: "UCabcdefghijklmnopqrstuv" }) })
    .on("GET /api/agents/a-1/stats", { body: STATS })
    .on("GET /api/agents/a-1/jobs", { body: { jobs: [], total: 0, page: 1, totalPages: 0 } })
    .on("GET /api/agents/a-1/backfill", { body: { listedBy: "data_api", quota: QUOTA, ...status } })
    .on("GET /api/agents/a-1/backfill/videos", { body: VIDEOS });
}

describe("Older videos", () => {
  it("are looked at first, then taken in", async () => {
    const server = serverWithChannel({});
    server.on("POST /api/agents/a-1/backfill", ({ body }) => {
      const backfill = (body as { dryRun: boolean }).dryRun ? DRY : aBackfill();
      const status = { listedBy: "data_api", quota: QUOTA, backfill };
      server.on("GET /api/agents/a-1/backfill", { body: status });
      return { status: 201, body: status };
    });
    await open("/agents/a-1");
    await userEvent.click(await screen.findByRole("button", { name: "Older videos" }));
    expect(await screen.findByText(/312 of 10,000 units used today/)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Everything" }));
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Look what is there" }));
    expect(
      await screen.findByText(/^3 videos since .*: 1 new, 1 known already, 1 left out by the filters\.$/),
    ).toBeVisible();
    expect(screen.getByText("It is 20 s long.")).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Take in 1 video" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText("Taking in 32 of 128 videos")).toBeVisible();
    expect(dialog.getByRole("progressbar", { name: "Videos taken in" })).toHaveAttribute("aria-valuenow", "25");
    const asked = server.asked("POST /api/agents/a-1/backfill").map(({ body }) => body as Record<string, unknown>);
    expect(asked).toEqual([
      { since: new Date("2005-01-01T00:00").toISOString(), dryRun: true },
      { since: DRY.since, dryRun: false },
    ]);
  });

  it("stand on the agent's page while they are taken in, and can be called off", async () => {
    const server = serverWithChannel({ backfill: aBackfill() }).on("DELETE /api/agents/a-1/backfill", { status: 204 });
    await open("/agents/a-1");
    expect(await screen.findByText("30 queued, 2 known before")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Details" }));
    const off = aBackfill({ state: "cancelled", finishedAt: ENDED });
    server.on("GET /api/agents/a-1/backfill", { body: { listedBy: "yt_dlp", backfill: off } });
    await userEvent.click(await screen.findByRole("button", { name: "Call off" }));
    expect(await screen.findByText("Last time: It was called off after 32 of 128 videos.")).toBeVisible();
    expect(screen.getByText(/by yt-dlp/)).toBeVisible();
  });

  it("say why they could not be found, or why not now", async () => {
    const failed = aBackfill({ state: "failed", reason: "There is no such channel.", finishedAt: ENDED });
    const server = serverWithChannel({ backfill: failed }).on(
      "POST /api/agents/a-1/backfill",
      problem(409, "A backfill of this agent is under way already."),
    );
    await open("/agents/a-1");
    await userEvent.click(await screen.findByRole("button", { name: "Older videos" }));
    expect(await screen.findByText("There is no such channel.")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Look what is there" }));
    await waitFor(() => {
      expect(screen.getByText("A backfill of this agent is under way already.")).toBeVisible();
    });
    expect(server.asked("POST /api/agents/a-1/backfill")).toHaveLength(1);
  });
});
