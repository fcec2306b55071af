import { hasEnded } from "@/api/merge";
import type { JobEvent, JobStatus } from "@/api/types";
import { duration } from "@/lib/format";
import { STAGE_WORDS } from "@/lib/words";

/** A moment at which a job changed, in words. */
export interface Milestone {
  seq: number;
  time: string;
  status: JobStatus;
  /** Whether something went wrong that is tried again. */
  setback: boolean;
  words: string;
  /** Why, where there is a reason. */
  reason?: string | undefined;
}

/** What happened to a job, without the steps of its bar in between. Events are oldest first. */
export function milestones(events: readonly JobEvent[]): Milestone[] {
  return events
    .filter((event, index) => isMilestone(event, events[index - 1]))
    .map((event) => ({
      seq: event.seq,
      time: event.timestamp,
      status: event.status,
      setback: event.type === "job.retrying" && event.error !== undefined,
      words: wordsOf(event),
      reason: event.error ?? (hasEnded(event.status) && event.status !== "completed" ? event.message : undefined),
    }));
}

function isMilestone(event: JobEvent, before: JobEvent | undefined): boolean {
  return (
    before === undefined ||
    event.type !== "job.progress" ||
    event.status !== before.status ||
    event.stage !== before.stage ||
    event.attempt !== before.attempt
  );
}

function wordsOf(event: JobEvent): string {
  const stage = STAGE_WORDS[event.stage];
  switch (event.type) {
    case "job.queued":
      return event.seq === 1 ? "In the queue" : "In the queue again";
    case "job.completed":
      return "Completed";
    case "job.failed":
      return `Failed in ${stage.toLowerCase()}`;
    case "job.cancelled":
      return "Cancelled";
    case "job.skipped":
      return "Skipped";
    case "job.retrying":
      return event.error === undefined
        ? `${stage} put off${later(event)}`
        : `${stage} failed, to be tried again${later(event)}`;
    default:
      return event.status === "pending"
        ? `Waiting for ${stage.toLowerCase()}`
        : `${stage} begun${event.attempt > 1 ? `, attempt ${event.attempt}` : ""}`;
  }
}

function later({ timestamp, runAt }: JobEvent): string {
  const seconds = runAt === undefined ? 0 : (Date.parse(runAt) - Date.parse(timestamp)) / 1000;
  return seconds < 1 ? "" : ` in ${duration(seconds)}`;
}
