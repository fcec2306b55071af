import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Episode } from "@/api/types";
import { aDetail, aJob, anEpisode } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import type { TestServer } from "@/test/server";

const FILES = [
  { name: "source.mp3", kind: "source", contentType: "audio/mpeg", bytes: 1000 },
  { name: "waveform.json", kind: "waveform", contentType: "application/json", bytes: 900 },
  { name: "closeup.json", kind: "closeup", contentType: "application/json", bytes: 900 },
  { name: "speech.json", kind: "speech", contentType: "application/json", bytes: 90 },
  { name: "transcript.json", kind: "transcript", contentType: "application/json", bytes: 90 },
];

const PEAKS = { duration: 3000, peaks: [0.1, 0.9, 0.4] };

/** A server where two episodes wait. */
function serverWithTwo(first: Partial<Episode> = {}): TestServer {
  const waiting = [anEpisode({ confidence: 0.46, ...first }), anEpisode({ id: "e-2", title: "Second thoughts" })];
  return signedInServer()
    .on("GET /api/episodes", { body: { episodes: waiting, total: 2, page: 1, totalPages: 1 } })
    .on("GET /api/episodes/e-1", { body: waiting[0] })
    .on("GET /api/episodes/e-2", { body: waiting[1] })
    .on("GET /api/jobs/j-1", { body: aDetail({ job: aJob({ id: "j-1", status: "completed" }), files: FILES }) })
    .on("GET /api/jobs/j-1/files/waveform.json", { body: PEAKS })
    .on("GET /api/jobs/j-1/files/closeup.json", { body: { duration: 3000, peaks: [12, 200, 90] } })
    .on("GET /api/jobs/j-1/files/speech.json", {
      body: { duration: 3000, segments: [{ start: 590, end: 2700 }], ratio: 0.7, detector: "silero-v5" },
    })
    .on("GET /api/jobs/j-1/files/transcript.json", {
      body: {
        engine: "captions",
        draft: false,
        segments: [
          { start: 580, end: 590, text: "Please be seated." },
          { start: 610, end: 640, text: "Our reading is from Ruth." },
        ],
      },
    });
}

describe("A review", () => {
  beforeEach(() => {
    window.HTMLMediaElement.prototype.play = () => Promise.resolve();
  });

  it("lists what waits, and how sure the analysis was", async () => {
    serverWithTwo();
    await open("/review");
    expect(await screen.findByRole("link", { name: "Why we stay" })).toHaveAttribute("href", "/review/e-1");
    expect(screen.getByText("46 % sure")).toBeVisible();
    expect(screen.getByRole("link", { name: "Review one after the other" })).toHaveAttribute("href", "/review/e-1");
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("says when nothing waits", async () => {
    signedInServer();
    await open("/review");
    expect(await screen.findByText("Nothing waits for review")).toBeVisible();
  });

  it("shows a video, of which nothing is to be cut", async () => {
    const video = { name: "video.mp4", kind: "video", contentType: "video/mp4", bytes: 1000 };
    const held = anEpisode({ video, sourceChapters: [] });
    delete held.audio;
    delete held.span;
    const job = aJob({ id: "j-1", type: "render", status: "completed" });
    serverWithTwo()
      .on("GET /api/episodes/e-1", { body: held })
      .on("GET /api/jobs/j-1", { body: aDetail({ job, files: [video] }) });
    await open("/review/e-1");
    expect(await screen.findByRole("button", { name: /^Publish/ })).toBeVisible();
    expect(document.querySelector("video")).toHaveAttribute("src", "/api/episodes/e-1/files/video");
    expect(document.querySelector("audio")).toBeNull();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("is done by the keyboard alone: cut, published, and on to the next", async () => {
    const changed = anEpisode({
      held: false,
      publishAt: "2026-11-21T10:00:00Z",
      recut: { jobId: "j-9", status: "pending", progress: 0, span: { start: 601.1, end: 2731 }, sourceChapters: [] },
    });
    const server = serverWithTwo()
      .on("PATCH /api/episodes/e-1", { body: anEpisode() })
      .on("POST /api/episodes/e-1/publish", { body: changed })
      .on("POST /api/episodes/e-1/hold", { body: anEpisode() });
    await open("/review/e-1");
    const start = await screen.findByRole("slider", { name: "Start of the episode" });
    expect(await accessibilityFaults()).toEqual([]);
    const keys = userEvent.setup();
    await keys.keyboard("[[");
    expect(start).toHaveFocus();
    await keys.keyboard("{ArrowRight}{Shift>}{ArrowRight}{/Shift}");
    expect(start).toHaveAttribute("aria-valuetext", "10:01.1");
    await keys.keyboard("]{PageDown}");
    expect(screen.getByRole("slider", { name: "End of the episode" })).toHaveAttribute("aria-valuetext", "45:31.0");
    await keys.keyboard("mx");
    expect(screen.getByLabelText("Title of the chapter at 0:00")).toHaveValue("x");
    await keys.keyboard("{Backspace}{Enter}a");
    expect(await screen.findByRole("heading", { name: "Second thoughts" })).toBeVisible();
    expect(server.asked("PATCH /api/episodes/e-1")[0]?.body).toEqual({
      span: { start: 601.1, end: 2731 },
      sourceChapters: [{ start: 608, title: "Reading" }],
    });
    expect(server.asked("POST /api/episodes/e-1/publish")[0]?.body).toEqual({});
    expect(screen.getByText("It goes out as soon as it is cut")).toBeVisible();
    await keys.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => {
      expect(server.asked("POST /api/episodes/e-1/hold")).toHaveLength(1);
    });
  });

  it("starts and ends at a line of the transcript", async () => {
    serverWithTwo();
    // jsdom lays nothing out: without a height no line of the list is drawn.
    vi.spyOn(window.Element.prototype, "clientHeight", "get").mockReturnValue(400);
    vi.spyOn(window.HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(40);
    await open("/review/e-1");
    const start = await screen.findByRole("slider", { name: "Start of the episode" });
    await userEvent.click(await screen.findByRole("button", { name: "Start at 10:10" }));
    expect(start).toHaveAttribute("aria-valuetext", "10:10.0");
    await userEvent.click(screen.getByRole("button", { name: "Discard changes" }));
    expect(start).toHaveAttribute("aria-valuetext", "10:00.0");
    vi.restoreAllMocks();
  });

  it("takes typed times, and chapters with names", async () => {
    const server = serverWithTwo({ held: false, published: true }).on("PATCH /api/episodes/e-1", {
      body: anEpisode({ published: true, held: false }),
    });
    await open("/review/e-1");
    const end = await screen.findByLabelText("End as a time");
    await userEvent.clear(end);
    await userEvent.type(end, "44:10.5{Enter}");
    await userEvent.clear(screen.getByLabelText("Title of the chapter at 10:08"));
    await userEvent.type(screen.getByLabelText("Title of the chapter at 10:08"), "The reading");
    await userEvent.click(screen.getByRole("button", { name: "Chapter where it plays" }));
    await userEvent.click(screen.getByRole("button", { name: "Cut anew" }));
    await waitFor(() => {
      expect(server.asked("PATCH /api/episodes/e-1")[0]?.body).toEqual({
        span: { start: 600, end: 2650.5 },
        sourceChapters: [{ start: 608, title: "The reading" }],
      });
    });
  });

  it("schedules for later, and refuses what has passed", async () => {
    const server = serverWithTwo().on("POST /api/episodes/e-1/publish", {
      body: anEpisode({ held: false, publishAt: "2099-01-01T10:00:00Z" }),
    });
    await open("/review/e-1");
    await userEvent.click(await screen.findByRole("button", { name: "Schedule…" }));
    const dialog = within(await screen.findByRole("dialog"));
    const at = dialog.getByLabelText("Goes out at");
    await userEvent.clear(at);
    await userEvent.type(at, "2020-01-01T10:00");
    await userEvent.click(dialog.getByRole("button", { name: "Schedule" }));
    expect(await dialog.findByText(/has passed already/)).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.clear(at);
    await userEvent.type(at, "2099-01-01T10:00");
    await userEvent.click(dialog.getByRole("button", { name: "Schedule" }));
    expect(await screen.findByText(/^Scheduled for/)).toBeVisible();
    expect(server.asked("POST /api/episodes/e-1/publish")[0]?.body).toEqual({
      at: new Date("2099-01-01T10:00").toISOString(),
    });
  });

  it("says that a new cut failed, and how to go on", async () => {
    const server = serverWithTwo({
      recut: {
        jobId: "j-9",
        status: "failed",
        progress: 70,
        error: "There is no sound in the chosen part of the recording.",
        span: { start: 1, end: 9 },
        sourceChapters: [],
      },
    })
      .on("POST /api/jobs/j-9/retry", { body: aJob({ id: "j-9" }) })
      .on("PATCH /api/episodes/e-1", { body: anEpisode() });
    await open("/review/e-1");
    expect(await screen.findByRole("alert")).toHaveTextContent("There is no sound in the chosen part");
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(server.asked("POST /api/jobs/j-9/retry")).toHaveLength(1);
    await userEvent.click(screen.getByRole("button", { name: "Keep it as it was" }));
    await waitFor(() => {
      expect(server.asked("PATCH /api/episodes/e-1")[0]?.body).toEqual({
        span: { start: 600, end: 2736 },
        sourceChapters: [{ start: 608, title: "Reading" }],
      });
    });
  });
});
