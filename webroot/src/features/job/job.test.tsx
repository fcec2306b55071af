import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { FakeSocket } from "@/test/FakeSocket";
import { aDetail, aJob, anEpisode, anEvent } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem, type TestServer } from "@/test/server";

const FILES = [
  { name: "source.m4a", kind: "source", contentType: "audio/mp4", bytes: 48_100_000 },
  { name: "waveform.json", kind: "waveform", contentType: "application/json", bytes: 900 },
];

function serverWithJob(detail = aDetail()): TestServer {
  return signedInServer()
    .on("GET /api/jobs/j-1", { body: detail })
    .on("GET /api/jobs/j-1/progress-history", { body: { events: [], lastSeq: 5 } })
    .on("GET /api/jobs/j-1/files/waveform.json", { body: { duration: 2770, peaks: [0.1, 0.9, 0.4] } });
}

describe("The job page", () => {
  it("shows the stages, the waveform and the facts", async () => {
    serverWithJob(aDetail({ files: FILES }));
    await open("/jobs/j-1");
    expect(await screen.findByRole("heading", { name: "Morning service", level: 1 })).toBeVisible();
    expect(screen.getAllByRole("listitem").some((item) => item.textContent.includes("Running: Transcribing"))).toBe(
      true,
    );
    expect(await screen.findByRole("slider", { name: "Place in the recording" })).toHaveAttribute(
      "aria-valuetext",
      "0:00 of 46:10",
    );
    expect(screen.getByText("Grace Church")).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("shows the video of a text, and hands it out", async () => {
    serverWithJob(
      aDetail({
        job: aJob({ type: "render", status: "completed", stage: "completed", progress: 100 }),
        render: { text: "Hello world", templateId: "captions", overrides: { voice: "de" } },
        files: [{ name: "video.mp4", kind: "video", contentType: "video/mp4", bytes: 2_000_000 }],
      }),
    );
    await open("/jobs/j-1");
    expect(await screen.findByRole("link", { name: "Download the video (2 MB)" })).toHaveAttribute(
      "href",
      "/api/jobs/j-1/files/video.mp4",
    );
    expect(document.querySelectorAll("video[src='/api/jobs/j-1/files/video.mp4']")).toHaveLength(1);
    expect(document.querySelector("audio")).toBeNull();
    expect(screen.getByText("captions")).toBeVisible();
    expect(screen.getByText("Hello world")).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("catches up after registering: first the snapshot, then what happened since", async () => {
    const server = serverWithJob();
    await open("/jobs/j-1");
    await screen.findByRole("heading", { name: "Morning service", level: 1 });
    server.on("GET /api/jobs/j-1/progress-history", {
      body: { events: [anEvent({ progress: 46 }), anEvent({ seq: 7, progress: 49 })], lastSeq: 7 },
    });
    act(() => {
      FakeSocket.last.opened();
      FakeSocket.last.acknowledge();
    });
    expect(await screen.findByText("49 %")).toBeVisible();
    expect(server.asked("GET /api/jobs/j-1/progress-history").at(-1)?.query.get("after")).toBe("5");
  });

  it("reads the history when events are missing", async () => {
    const server = serverWithJob();
    await open("/jobs/j-1");
    await screen.findByRole("heading", { name: "Morning service", level: 1 });
    act(() => {
      FakeSocket.last.opened();
      FakeSocket.last.receive({ type: "rec", address: "job.events.j-1", body: anEvent({ seq: 9, progress: 49 }) });
    });
    await waitFor(() => {
      expect(server.asked("GET /api/jobs/j-1/progress-history")).toHaveLength(1);
    });
  });

  it("asks before it cancels, and says a refusal", async () => {
    const server = serverWithJob().on("DELETE /api/jobs/j-1", problem(409, "The job has ended already."));
    await open("/jobs/j-1");
    await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
    await userEvent.click(await screen.findByRole("button", { name: "Cancel the job" }));
    expect(await screen.findByText("The job has ended already.")).toBeVisible();
    expect(server.asked("DELETE /api/jobs/j-1")).toHaveLength(1);
  });

  it("says why a job failed and retries it from a chosen stage", async () => {
    const error = {
      cause: "no_audio",
      message: "There is no audio in it.",
      stage: "transcription",
      attempt: 1,
      permanent: true,
    } as const;
    const server = serverWithJob(aDetail({ job: aJob({ status: "failed", error }) })).on("POST /api/jobs/j-1/retry", {
      body: aJob({ status: "pending" }),
    });
    await open("/jobs/j-1");
    expect(await screen.findByText("There is no audio in it.")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Retry from another stage" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Download" }));
    await waitFor(() => {
      expect(server.asked("POST /api/jobs/j-1/retry").map(({ body }) => body)).toEqual([{ fromStage: "downloading" }]);
    });
  });

  it("tells every attempt of a stage that had trouble", async () => {
    const begun = { stage: "transcription", startedAt: "2026-11-21T09:00:30Z" } as const;
    const attempts = [
      {
        ...begun,
        attempt: 1,
        finishedAt: "2026-11-21T09:00:42Z",
        outcome: "retry",
        server: "north",
        cause: "network",
        message: "The connection broke.",
      },
      { ...begun, attempt: 2, startedAt: "2026-11-21T09:01:00Z", server: "south" },
    ] as const;
    serverWithJob(aDetail({ attempts: [...attempts] }));
    await open("/jobs/j-1");
    const first = (await screen.findByText("1. Failed, tried again")).closest("li");
    expect(first).toHaveTextContent(/12 s.*The connection broke\..*network.*on north/);
    expect(screen.getByText("2. Running").closest("li")).toHaveTextContent("on south");
    expect(screen.getByText("2 attempts")).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("calls the last attempt of a failed stage a failure, though it might have been tried again", async () => {
    const begun = { stage: "transcription", startedAt: "2026-11-21T09:00:30Z", outcome: "retry" } as const;
    const detail = aDetail({ job: aJob({ status: "failed" }) });
    const stages = detail.stages.map((record) =>
      record.stage === "transcription" ? { ...record, status: "failed" as const } : record,
    );
    serverWithJob({ ...detail, stages, attempts: [1, 2].map((attempt) => ({ ...begun, attempt })) });
    await open("/jobs/j-1");
    expect(await screen.findByText("1. Failed, tried again")).toBeVisible();
    expect(screen.getByText("2. Failed")).toBeVisible();
  });

  it("cancels a waiting job at once, and takes it back", async () => {
    const stages = aDetail().stages.map((record) => ({ ...record, status: "waiting" as const }));
    const job = aJob({ status: "pending", stage: "queued" });
    const cancelled = { ...job, status: "cancelled" } as const;
    const server = serverWithJob(aDetail({ job, stages }));
    server
      .on("DELETE /api/jobs/j-1", () => {
        server.on("GET /api/jobs/j-1", { body: aDetail({ job: cancelled, stages }) });
        return { body: cancelled };
      })
      .on("POST /api/jobs/j-1/retry", { body: job });
    await open("/jobs/j-1");
    await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
    // In the toast and as the page's own action; no stage was reached to choose from.
    const [, inToast] = await waitFor(() => {
      const buttons = screen.getAllByRole("button", { name: "Retry" });
      expect(buttons).toHaveLength(2);
      return buttons;
    });
    expect(screen.queryByRole("button", { name: "Retry from another stage" })).toBeNull();
    await userEvent.click(inToast ?? document.body);
    expect(await screen.findByText("In the queue again")).toBeVisible();
    expect(server.asked("POST /api/jobs/j-1/retry").map(({ body }) => body)).toEqual([{}]);
  });

  it("changes the priority and the deadline", async () => {
    const server = serverWithJob().on("PATCH /api/jobs/j-1", problem(400, "This time has passed.", "deadline"));
    await open("/jobs/j-1");
    await userEvent.click(await screen.findByRole("button", { name: "More actions" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Priority and deadline…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Priority and deadline" }));
    expect(await accessibilityFaults()).toEqual([]);
    expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
    await userEvent.selectOptions(dialog.getByLabelText("Priority"), "Urgent");
    fireEvent.change(dialog.getByLabelText("Deadline"), { target: { value: "2099-01-02T03:04" } });
    await userEvent.click(dialog.getByRole("button", { name: "Save" }));
    await waitFor(() => {
      expect(dialog.getByLabelText("Deadline")).toHaveAccessibleDescription("This time has passed.");
    });
    const deadline = new Date("2099-01-02T03:04").toISOString();
    expect(server.asked("PATCH /api/jobs/j-1")[0]?.body).toEqual({ priority: "urgent", deadline });
    server.on("PATCH /api/jobs/j-1", { body: aJob({ priority: "urgent" }) });
    await userEvent.click(dialog.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved")).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("says how long it still takes, and when that is too long", async () => {
    const deadline = new Date(Date.now() + 120_000).toISOString();
    serverWithJob(aDetail({ job: aJob({ etaSeconds: 250, deadline, deadlineAtRisk: true }) }));
    await open("/jobs/j-1");
    expect(await screen.findByText(/· about 4 min left$/)).toBeVisible();
    expect(screen.getByText(/^Likely late: due in/)).toBeVisible();
  });

  it("publishes the episode that came of it", async () => {
    const publishing = { episodeId: "e-1", published: false, held: true, reason: "Held for review." };
    const server = serverWithJob(aDetail({ job: aJob({ status: "completed", progress: 100 }), publishing }))
      .on("GET /api/episodes/e-1", { body: anEpisode() })
      .on("POST /api/episodes/e-1/publish", { body: anEpisode({ published: true, held: false }) });
    await open("/jobs/j-1?tab=publishing");
    await userEvent.click(await screen.findByRole("button", { name: "Publish" }));
    expect(server.asked("POST /api/episodes/e-1/publish")).toHaveLength(1);
  });

  it("says that there is no such job", async () => {
    signedInServer().on("GET /api/jobs/j-1", problem(404, "There is no such job."));
    await open("/jobs/j-1");
    expect(await screen.findByText("There is no such job")).toBeVisible();
  });
});
