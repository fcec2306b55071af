import { expect, it } from "vitest";
import { aJob } from "@/test/factories";
import { jobDuration, jobStage, jobTitle, whyWaiting } from "./jobWords";

const NOW = Date.parse("2026-11-21T09:10:00Z");
const waiting = aJob({ status: "pending", stage: "queued" });

it("says why a job waits", () => {
  expect(whyWaiting(waiting, NOW)).toBe("Waiting for a free slot.");
  expect(whyWaiting({ ...waiting, queuePosition: 1 }, NOW)).toBe("Next to run.");
  expect(whyWaiting({ ...waiting, queuePosition: 3 }, NOW)).toBe("2 before it in the queue.");
  const error = {
    cause: "network",
    message: "The connection broke.",
    stage: "downloading",
    attempt: 1,
    permanent: false,
  } as const;
  expect(whyWaiting({ ...waiting, runAt: "2026-11-21T09:12:00Z", error }, NOW)).toBe(
    "Next attempt in 2 min: The connection broke.",
  );
});

it("calls a job by what is known of it", () => {
  expect(jobTitle(aJob())).toBe("Morning service");
  const { videoTitle: _title, ...untitled } = aJob();
  expect(jobTitle({ ...untitled, videoUrl: "https://example.org/a" })).toBe("https://example.org/a");
  expect(jobTitle(untitled)).toBe("Untitled");
});

it("says where a job stands", () => {
  expect(jobStage(aJob())).toBe("Transcribing");
  expect(jobStage(aJob({ type: "transcript" }))).toBe("Summarizing transcript");
  expect(jobStage(aJob({ status: "failed" }))).toBe("Ended in transcription");
});

it("says how long a job took, or takes by now", () => {
  expect(jobDuration(aJob(), NOW)).toBe("10 min");
  expect(jobDuration(aJob({ finishedAt: "2026-11-21T09:00:42Z" }), NOW)).toBe("42 s");
});
