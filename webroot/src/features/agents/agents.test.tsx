import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { anAgent, anEpisode } from "@/test/factories";
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

function serverWithAgent(agent = anAgent()): TestServer {
  return signedInServer()
    .on("GET /api/agents", { body: { agents: [agent], total: 1 } })
    .on("GET /api/agents/a-1", { body: agent })
    .on("GET /api/agents/a-1/stats", { body: STATS })
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
    const server = serverWithAgent()
      .on("GET /api/episodes", ({ query }) => ({
        body: { episodes: query.has("held") ? [anEpisode()] : [], total: 1, page: 1, totalPages: 1 },
      }))
      .on("POST /api/episodes/e-1/publish", { body: anEpisode({ published: true, held: false }) });
    await open("/agents/a-1?tab=review");
    await userEvent.click(await screen.findByRole("button", { name: "Publish" }));
    expect(server.asked("POST /api/episodes/e-1/publish")).toHaveLength(1);
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
});
