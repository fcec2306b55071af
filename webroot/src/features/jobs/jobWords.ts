import { hasEnded } from "@/api/merge";
import type { Job, Waiting } from "@/api/types";
import { about, duration, untilThen } from "@/lib/format";
import { stageInWords } from "@/lib/pipelines";
import { STAGE_WORDS } from "@/lib/words";

/** What a job is about, as far as known. */
export function jobTitle(job: Job): string {
  return job.videoTitle ?? job.videoUrl ?? "Untitled";
}

/** Where a job stands, in one line. */
export function jobStage(job: Job): string {
  switch (job.status) {
    case "pending":
      return job.error === undefined ? "Waiting" : `Retrying ${stageInWords(job.type, job.stage).toLowerCase()}`;
    case "processing":
      return stageInWords(job.type, job.stage);
    case "completed":
      return "Completed";
    default:
      return job.stage === "queued" ? "Never started" : `Ended in ${STAGE_WORDS[job.stage].toLowerCase()}`;
  }
}

/** Whether a job stands still, and can say why. */
export function isWaiting(job: Job): boolean {
  return job.status === "pending" || (job.status === "processing" && job.waiting !== undefined);
}

/** A time that a sentence names: "in 40 s", "for 1 h 20 min". */
const SPAN = /\b(in|for) (?:\d+ h \d+ min|\d+ min|\d+ s)\b/g;

/** Why a job waits, in one sentence that counts down where there is a time to count to. */
export function whyWaiting(job: Job, now: number): string {
  const { waiting } = job;
  if (waiting === undefined) {
    return whyNotKnown(job, now);
  }
  return waiting.until === undefined ? waiting.message : countedDown(waiting, waiting.until, now);
}

/** The server's sentence with the time of now in the place of the time when it was asked. */
function countedDown({ reason, message }: Waiting, end: string, now: number): string {
  const spans = [...message.matchAll(SPAN)];
  // What a job is put off for may name a time itself; the server's own comes after it.
  const span = reason === "snoozed" ? spans.at(-1) : spans[0];
  if (span === undefined) {
    return `${message} Tried again in ${untilThen(end, now)}.`;
  }
  const [words, preposition = "in"] = span;
  return `${message.slice(0, span.index)}${preposition} ${untilThen(end, now)}${message.slice(span.index + words.length)}`;
}

/** The same from the job alone: an event came after the reason was read. */
function whyNotKnown(job: Job, now: number): string {
  if (Date.parse(job.runAt) > now + 1000) {
    const again = `Tries again in ${untilThen(job.runAt, now)}`;
    return job.error === undefined ? `${again}.` : `${again}, after: ${job.error.message}`;
  }
  if (job.queuePosition === undefined) {
    return "Waiting for a free slot.";
  }
  return job.queuePosition === 1
    ? "Next in the queue."
    : `Number ${job.queuePosition.toLocaleString("en")} in the queue.`;
}

/** When a job that runs is done: "about 4 min left"; undefined when nobody knows. */
export function timeLeft(job: Job): string | undefined {
  return job.status === "processing" && job.etaSeconds !== undefined ? `${about(job.etaSeconds)} left` : undefined;
}

/** The same where there is little room: "4 min left". */
export function timeLeftShort(job: Job): string | undefined {
  return timeLeft(job)?.replace("about ", "").replace("less than a minute", "< 1 min");
}

/** Whether a job will likely not make its deadline. */
export function isLate(job: Job): boolean {
  return !hasEnded(job.status) && job.deadlineAtRisk === true;
}

/** How long a job ran, or runs by now; undefined before it started. */
export function jobSeconds(job: Job, now: number): number | undefined {
  if (job.startedAt === undefined) {
    return undefined;
  }
  const end = job.finishedAt === undefined ? now : Date.parse(job.finishedAt);
  return Math.max(0, (end - Date.parse(job.startedAt)) / 1000);
}

/** How long, in words; a dash before the start. */
export function jobDuration(job: Job, now: number): string {
  const seconds = jobSeconds(job, now);
  return seconds === undefined ? "–" : duration(seconds);
}

export function canCancel(job: Job): boolean {
  return !hasEnded(job.status);
}

export function canRetry(job: Job): boolean {
  return job.status === "failed" || job.status === "cancelled" || job.status === "skipped";
}
