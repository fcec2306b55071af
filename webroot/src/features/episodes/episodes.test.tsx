import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { anAgent, anEpisode } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";

describe("Episodes", () => {
  it("are listed by state", async () => {
    const server = signedInServer().on("GET /api/episodes", {
      body: { episodes: [anEpisode()], total: 1, page: 1, totalPages: 1 },
    });
    await open("/episodes");
    expect(await screen.findByRole("link", { name: "Why we stay" })).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Held for review" }));
    await waitFor(() => {
      expect(server.asked("GET /api/episodes").at(-1)?.query.toString()).toBe("held=true&page=1&limit=24");
    });
  });

  it("are shown when they are videos, with captions", async () => {
    const episode = anEpisode({
      video: { name: "video.mp4", kind: "video", contentType: "video/mp4", bytes: 1000 },
      transcript: { name: "transcript.vtt", kind: "transcript", contentType: "text/vtt", bytes: 10 },
    });
    delete episode.audio;
    signedInServer().on("GET /api/episodes/e-1", { body: episode }).on("GET /api/agents/a-1", { body: anAgent() });
    await open("/episodes/e-1");
    expect(await screen.findByRole("link", { name: /^Video \(MP4/ })).toHaveAttribute(
      "href",
      "/api/episodes/e-1/files/video",
    );
    expect(document.querySelector("video track")).toHaveAttribute("src", "/api/episodes/e-1/files/transcript");
    expect(screen.getByRole("button", { name: "Publish" })).toBeEnabled();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("have their texts edited", async () => {
    const server = signedInServer()
      .on("GET /api/episodes/e-1", { body: anEpisode() })
      .on("GET /api/agents/a-1", { body: anAgent() })
      .on("PATCH /api/episodes/e-1", { body: anEpisode({ title: "Why she stays" }) });
    await open("/episodes/e-1");
    await userEvent.click(await screen.findByRole("button", { name: "Edit texts" }));
    const title = screen.getByLabelText("Title");
    await userEvent.clear(title);
    await userEvent.type(title, "Why she stays");
    expect(await accessibilityFaults()).toEqual([]);
    server.on("GET /api/episodes/e-1", { body: anEpisode({ title: "Why she stays" }) });
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByRole("heading", { name: "Why she stays" })).toBeVisible();
    expect(server.asked("PATCH /api/episodes/e-1")[0]?.body).toEqual({
      title: "Why she stays",
      description: "A sermon on Ruth.",
    });
  });

  it("without an agent say why they cannot be published", async () => {
    const { agentId: _agent, ...loose } = anEpisode({ held: false });
    signedInServer().on("GET /api/episodes/e-1", { body: loose });
    await open("/episodes/e-1");
    expect(await screen.findByText("Without an agent there is no feed to publish in.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Publish" })).toBeNull();
  });
});
