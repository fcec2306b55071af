import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { FakeSocket } from "@/test/FakeSocket";
import { anAgent, anEpisode, aSubscription } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem, type TestServer } from "@/test/server";

const STATS = {
  totalVideos: 0,
  totalEpisodes: 3,
  publishedEpisodes: 2,
  unpublishedEpisodes: 1,
  activeJobs: 0,
  failedJobs: 0,
};

const PAUSE = { reason: "new channel", by: "Ann", since: "2026-11-21T09:00:00Z" };
const WORDS = "Paused by Ann: new channel";

function serverWithAgent(agent = anAgent()): TestServer {
  return signedInServer()
    .on("GET /api/agents", { body: { agents: [agent], total: 1 } })
    .on("GET /api/agents/a-1", { body: agent })
    .on("GET /api/agents/a-1/stats", { body: STATS })
    .on("GET /api/agents/a-1/subscription", { body: aSubscription() })
    .on("GET /api/agents/a-1/jobs", { body: { jobs: [], total: 0, page: 1, totalPages: 0 } });
}

describe("Agents", () => {
  it("are created, then set up", async () => {
    const server = signedInServer();
    await open("/agents");
    await screen.findByText("No agents yet");
    await userEvent.click(screen.getByRole("button", { name: "New agent" }));
    await userEvent.type(await screen.findByLabelText("Name"), "Sunday sermons");
    expect(await accessibilityFaults()).toEqual([]);
    server
      .on("POST /api/agents", { status: 201, body: anAgent() })
      .on("GET /api/agents/a-1", { body: anAgent() })
      .on("GET /api/agents/a-1/stats", { body: STATS });
    await userEvent.click(screen.getByRole("button", { name: "Create agent" }));
    expect(await screen.findByRole("heading", { name: "Sound and artwork" })).toBeVisible();
    expect(server.asked("POST /api/agents")[0]?.body).toMatchObject({ name: "Sunday sermons", publish: "review" });
  });

  it("are changed in their settings", async () => {
    const server = serverWithAgent().on("PATCH /api/agents/a-1", problem(400, "It is too long.", "name"));
    await open("/agents/a-1?tab=settings");
    const name = await screen.findByLabelText("Name");
    await userEvent.clear(name);
    await userEvent.type(name, "Evening sermons");
    await userEvent.click(screen.getByRole("button", { name: "Save settings" }));
    await waitFor(() => {
      expect(name).toHaveAccessibleDescription("It is too long.");
    });
    expect(server.asked("PATCH /api/agents/a-1")[0]?.body).toMatchObject({ name: "Evening sermons" });
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("offer held episodes for review", async () => {
    serverWithAgent().on("GET /api/episodes", ({ query }) => ({
      body: { episodes: query.has("held") ? [anEpisode()] : [], total: 1, page: 1, totalPages: 1 },
    }));
    await open("/agents/a-1?tab=review");
    expect(await screen.findByRole("link", { name: "Why we stay" })).toHaveAttribute("href", "/review/e-1?agentId=a-1");
  });

  it("are paused with a reason, and resumed", async () => {
    const paused = anAgent({ paused: PAUSE });
    const server = serverWithAgent().on("POST /api/agents/a-1/pause", { body: paused });
    await open("/agents/a-1");
    await userEvent.click(await screen.findByRole("button", { name: "Pause" }));
    server.on("GET /api/agents/a-1", { body: paused });
    await userEvent.type(await screen.findByLabelText("Reason"), "new channel{Enter}");
    const banner = await screen.findByText("new channel");
    expect(banner.closest("[role=status]")).toHaveTextContent(WORDS);
    expect(server.asked("POST /api/agents/a-1/pause")[0]?.body).toEqual({ reason: "new channel" });
    expect(await accessibilityFaults()).toEqual([]);
    server.on("POST /api/agents/a-1/resume", { body: anAgent() }).on("GET /api/agents/a-1", { body: anAgent() });
    await userEvent.click(screen.getByRole("button", { name: "Resume" }));
    expect(await screen.findByRole("button", { name: "Pause" })).toBeVisible();
    expect(screen.queryByText("new channel")).toBeNull();
  });

  it("show a pause by somebody else live, on their cards too", async () => {
    const server = serverWithAgent();
    await open("/agents");
    const article = await screen.findByRole("article");
    const card = within(article);
    act(() => {
      FakeSocket.last.opened();
      FakeSocket.last.acknowledge();
    });
    server.on("GET /api/agents", { body: { agents: [anAgent({ paused: PAUSE })], total: 1 } });
    act(() => {
      const body = { type: "agent.paused", timestamp: PAUSE.since, agentId: "a-1", ...PAUSE };
      FakeSocket.last.receive({ type: "rec", address: "agent.events.a-1", body });
    });
    await waitFor(() => {
      expect(article).toHaveTextContent(WORDS);
    });
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.click(card.getByRole("button", { name: "Actions for Sunday sermons" }));
    server
      .on("POST /api/agents/a-1/resume", { body: anAgent() })
      .on("GET /api/agents", { body: { agents: [anAgent()], total: 1 } });
    await userEvent.click(await screen.findByRole("menuitem", { name: "Resume" }));
    expect(await card.findByText("Review first")).toBeVisible();
  });

  it("show what they got done", async () => {
    const day = {
      start: "2026-11-20T00:00:00Z",
      completed: 4,
      failed: 0,
      cancelled: 0,
      skipped: 0,
      averageSeconds: 61,
    };
    const server = serverWithAgent().on("GET /api/agents/a-1/stats", {
      body: { ...STATS, averageSeconds: 75, throughputPerHour: 0.2, series: [day] },
    });
    await open("/agents/a-1?tab=statistics");
    expect(await screen.findByText("1 min 15 s on average")).toBeVisible();
    await userEvent.click(await screen.findByRole("button", { name: "30 days" }));
    expect(await screen.findByRole("img", { name: /last 30 days: 4 completed/ })).toBeVisible();
    expect(server.asked("GET /api/agents/a-1/stats").at(-1)?.query.get("range")).toBe("30d");
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("are deleted only after asking", async () => {
    const server = serverWithAgent().on("DELETE /api/agents/a-1", { status: 204 });
    const { router } = await open("/agents/a-1?tab=settings");
    await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
    expect(server.asked("DELETE /api/agents/a-1")).toHaveLength(0);
    await userEvent.click(await screen.findByRole("button", { name: "Delete the agent" }));
    await waitFor(() => {
      expect(router.state.location.pathname).toBe("/agents");
    });
    expect(server.asked("DELETE /api/agents/a-1")).toHaveLength(1);
  });

  it("take no address of the connection each when there are many, and are read now and then", async () => {
    const agents = Array.from({ length: 41 }, (_, i) => anAgent({ id: `a-${i}`, name: `Agent ${i}` }));
    signedInServer().on("GET /api/agents", { body: { agents, total: agents.length } });
    await open("/agents");
    await screen.findByText("Agent 40");
    FakeSocket.last.opened();
    await waitFor(() => {
      expect(FakeSocket.last.addresses()).toContain("queue.state");
    });
    expect(FakeSocket.last.addresses().filter((address) => address.startsWith("agent.events."))).toEqual([]);
  });

  it("hear of their pause by themselves when there are few", async () => {
    serverWithAgent();
    await open("/agents");
    await screen.findByText("Sunday sermons");
    FakeSocket.last.opened();
    await waitFor(() => {
      expect(FakeSocket.last.addresses()).toContain("agent.events.a-1");
    });
  });
});
