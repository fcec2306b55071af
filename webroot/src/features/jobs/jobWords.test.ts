import { expect, it } from "vitest";
import { aJob } from "@/test/factories";
import { isLate, jobDuration, jobStage, jobTitle, timeLeft, whyWaiting } from "./jobWords";

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
    "Retry in 2 min, after: The connection broke.",
  );
});

it("counts down to the next attempt", () => {
  const error = {
    cause: "network",
    message: "The connection broke.",
    stage: "downloading",
    attempt: 1,
    permanent: false,
  } as const;
  const until = "2026-11-21T09:10:40Z";
  const retry = { ...waiting, error, waiting: { reason: "retry", message: "Retry soon.", until } } as const;
  expect(whyWaiting(retry, NOW)).toBe("Retry in 40 s, after: The connection broke.");
  expect(whyWaiting(retry, NOW + 39_500)).toBe("Retry in 1 s, after: The connection broke.");
  expect(whyWaiting(retry, NOW + 41_000)).toBe("Retry any moment now, after: The connection broke.");
  const host = { reason: "host_break", message: "youtube.com asked for fewer requests.", until } as const;
  expect(whyWaiting({ ...waiting, waiting: host }, NOW)).toBe(
    "youtube.com asked for fewer requests. Tried again in 40 s.",
  );
});

it("says when a job will start", () => {
  const place = { reason: "position", message: "2 jobs are before it." } as const;
  expect(whyWaiting({ ...waiting, waiting: place }, NOW)).toBe("2 jobs are before it.");
  expect(whyWaiting({ ...waiting, waiting: { ...place, startsInSeconds: 250 } }, NOW)).toBe(
    "2 jobs are before it, starts in about 4 min.",
  );
});

it("says how long a job that runs still takes", () => {
  expect(timeLeft(aJob({ etaSeconds: 250 }))).toBe("about 4 min left");
  expect(timeLeft(aJob())).toBeUndefined();
  expect(timeLeft({ ...waiting, etaSeconds: 250 })).toBeUndefined();
});

it("warns of a deadline only before the end", () => {
  expect(isLate(aJob({ deadlineAtRisk: true }))).toBe(true);
  expect(isLate(aJob({ status: "completed", deadlineAtRisk: true }))).toBe(false);
  expect(isLate(aJob())).toBe(false);
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
