import { hasEnded } from "@/api/merge";
import type { Job } from "@/api/types";
import { about, duration, until } from "@/lib/format";
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
      return `Ended in ${STAGE_WORDS[job.stage].toLowerCase()}`;
  }
}

/** Why a job waits, in one sentence that counts down where there is a time to count to. */
export function whyWaiting(job: Job, now: number): string {
  const { waiting, error } = job;
  if (waiting === undefined) {
    return whyNotKnown(job, now);
  }
  if (waiting.until !== undefined) {
    const when = until(waiting.until, now);
    return waiting.reason === "retry" && error !== undefined
      ? `Retry ${when}, after: ${error.message}`
      : `${waiting.message} Tried again ${when}.`;
  }
  return waiting.startsInSeconds === undefined
    ? waiting.message
    : `${waiting.message.replace(/\.$/, "")}, starts in ${about(waiting.startsInSeconds)}.`;
}

/** The same from the job alone: an event came after the reason was read. */
function whyNotKnown(job: Job, now: number): string {
  if (Date.parse(job.runAt) > now + 1000) {
    const when = until(job.runAt, now);
    return job.error === undefined ? `Next attempt ${when}.` : `Retry ${when}, after: ${job.error.message}`;
  }
  if (job.queuePosition === 1) {
    return "Next to run.";
  }
  return job.queuePosition === undefined
    ? "Waiting for a free slot."
    : `${(job.queuePosition - 1).toLocaleString("en")} before it in the queue.`;
}

/** When a job that runs is done: "about 4 min left"; undefined when nobody knows. */
export function timeLeft(job: Job): string | undefined {
  return job.status === "processing" && job.etaSeconds !== undefined ? `${about(job.etaSeconds)} left` : undefined;
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
