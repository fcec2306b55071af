import { describe, expect, it } from "vitest";
import type { Waiting } from "@/api/types";
import { aJob } from "@/test/factories";
import { isLate, isWaiting, jobDuration, jobStage, jobTitle, timeLeft, whyWaiting } from "./jobWords";

const NOW = Date.parse("2026-11-21T09:10:00Z");
const waiting = aJob({ status: "pending", stage: "queued" });

const error = {
  cause: "network",
  message: "The connection broke.",
  stage: "downloading",
  attempt: 1,
  permanent: false,
} as const;

it("says why a job waits, from the job alone when the reason is not known", () => {
  expect(whyWaiting(waiting, NOW)).toBe("Waiting for a free slot.");
  expect(whyWaiting({ ...waiting, queuePosition: 1 }, NOW)).toBe("Next in the queue.");
  expect(whyWaiting({ ...waiting, queuePosition: 3 }, NOW)).toBe("Number 3 in the queue.");
  const later = { ...waiting, runAt: "2026-11-21T09:12:00Z" };
  expect(whyWaiting(later, NOW)).toBe("Tries again in 2 min.");
  expect(whyWaiting({ ...later, error }, NOW)).toBe("Tries again in 2 min, after: The connection broke.");
});

describe("A reason with a time", () => {
  const until = "2026-11-21T09:10:40Z";
  const sentence = (reason: Waiting["reason"], message: string, seconds = 0): string =>
    whyWaiting({ ...waiting, error, waiting: { reason, message, until } }, NOW + seconds * 1000);

  it("counts down from the time when it was asked", () => {
    const message = "Tries again in 55 s, after: The connection broke in 12 s.";
    expect(sentence("retry", message)).toBe("Tries again in 40 s, after: The connection broke in 12 s.");
    expect(sentence("retry", message, 39.5)).toBe("Tries again in 1 s, after: The connection broke in 12 s.");
    expect(sentence("retry", message, 41)).toBe("Tries again in a moment, after: The connection broke in 12 s.");
  });

  it("takes the place of whatever length the server named", () => {
    expect(sentence("host_break", "youtube.com is left alone for 1 h 20 min: It answered 429.")).toBe(
      "youtube.com is left alone for 40 s: It answered 429.",
    );
    expect(sentence("snoozed", "The premiere begins in 2 min. Next look in 1 min.")).toBe(
      "The premiere begins in 2 min. Next look in 40 s.",
    );
  });

  it("is added to a sentence without one", () => {
    expect(sentence("host_break", "youtube.com rests.")).toBe("youtube.com rests. Tried again in 40 s.");
  });
});

it("says the server's sentence as it is where there is nothing to count", () => {
  const message = "Number 3 in the queue; starts in about 4 min.";
  expect(whyWaiting({ ...waiting, waiting: { reason: "position", message, startsInSeconds: 250 } }, NOW)).toBe(message);
});

it("knows a job that stands still from one that moves", () => {
  expect(isWaiting(waiting)).toBe(true);
  expect(isWaiting(aJob())).toBe(false);
  expect(isWaiting(aJob({ waiting: { reason: "stage_limit", message: "Waiting for a free slot." } }))).toBe(true);
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
  expect(jobStage(aJob({ status: "cancelled", stage: "queued" }))).toBe("Never started");
});

it("says how long a job took, or takes by now", () => {
  expect(jobDuration(aJob(), NOW)).toBe("10 min");
  expect(jobDuration(aJob({ finishedAt: "2026-11-21T09:00:42Z" }), NOW)).toBe("42 s");
});
