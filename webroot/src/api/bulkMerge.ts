import { replaceEqualDeep } from "@tanstack/react-query";
import { hasEnded } from "./merge";
import type { BulkEvent, BulkJob, BulkStatus, JobEvent, JobStatus } from "./types";

const ENDED: BulkStatus[] = ["completed", "completed_with_errors", "cancelled", "failed"];

/** Whether only a retry can move the bulk job from here. */
export function hasBulkEnded(status: BulkStatus): boolean {
  return ENDED.includes(status);
}

/** Whether something from the bridge tells of the bulk job itself. */
export function isBulkEvent(body: unknown): body is BulkEvent {
  return isTyped(body, "bulk.") && "bulkJobId" in body && "seq" in body && "counts" in body;
}

/** What an event says of one item: which one, as a number from 1, and where its job stands. */
export interface ItemEvent {
  currentVideo: number;
  status: JobStatus;
  jobId: string;
  /** Rises with each event of the job. */
  seq: number;
}

/** Whether something from the bridge tells of one item. */
export function isItemEvent(body: unknown): body is ItemEvent & Pick<JobEvent, "type"> {
  return (
    isTyped(body, "video.") &&
    "status" in body &&
    "jobId" in body &&
    "seq" in body &&
    "currentVideo" in body &&
    typeof body.currentVideo === "number"
  );
}

function isTyped(body: unknown, prefix: string): body is { type: string } {
  return (
    typeof body === "object" &&
    body !== null &&
    "type" in body &&
    typeof body.type === "string" &&
    body.type.startsWith(prefix)
  );
}

/** A bulk job after an event; one that is already in it changes nothing. */
export function mergeBulk(job: BulkJob, event: BulkEvent): BulkJob {
  if (event.bulkJobId !== job.id || event.seq <= job.seq) {
    return job;
  }
  const {
    successRate: _rate,
    throughput: _throughput,
    averageSeconds: _average,
    etaSeconds: _eta,
    etaRange: _range,
    deadlineAtRisk: _risk,
    reason: _reason,
    finishedAt,
    ...kept
  } = job;
  const { type: _type, timestamp, bulkJobId: _id, itemsChanged: _items, ...figures } = event;
  const end = hasBulkEnded(event.status) ? (finishedAt ?? timestamp) : undefined;
  return { ...kept, ...figures, ...(end === undefined ? {} : { finishedAt: end }) };
}

/** The bulk job as it was read, with the figures of a newer state of it that is known. */
export function withNewest(read: BulkJob, known: BulkJob | undefined): BulkJob {
  if (known === undefined || known.seq <= read.seq) {
    return read;
  }
  const { title, priority, commands, columns } = read;
  return { ...known, title, priority, commands, columns };
}

/** For a bulk job that was read while events came in: figures that the events told are kept, the rest is as it was read. */
export function keepNewestBulk(old: unknown, fresh: unknown): unknown {
  return replaceEqualDeep(old, withNewest(fresh as BulkJob, old as BulkJob | undefined));
}

/** The letters of the grid. */
export const LETTERS: Record<JobStatus, string> = {
  pending: "p",
  processing: "r",
  completed: "c",
  failed: "f",
  skipped: "s",
  cancelled: "x",
};

/** How many items have ended. */
export function endedItems({ counts }: Pick<BulkJob, "counts">): number {
  return (Object.keys(LETTERS) as JobStatus[]).reduce(
    (sum, status) => sum + (hasEnded(status) ? counts[status] : 0),
    0,
  );
}
