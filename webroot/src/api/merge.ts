import { replaceEqualDeep } from "@tanstack/react-query";
import type { Job, JobDetail, JobEvent, JobStatus, StageRecord } from "./types";

/** Whether only a retry can move the job from here. */
export function hasEnded(status: JobStatus): boolean {
  return status !== "pending" && status !== "processing";
}

/** Whether events between the newest one known and this one are missing. */
export function isGap(lastSeq: number, seq: number): boolean {
  return seq > lastSeq + 1;
}

/**
 * A job after an event. An event that is already in the job changes nothing, and progress falls only when a new attempt
 * or a retry begins. Why and where it waits is not in events: what was known of it is over once the job has moved.
 */
export function merge(job: Job, event: JobEvent): Job {
  if (event.jobId !== job.id || event.seq <= job.lastSeq) {
    return job;
  }
  const {
    error: oldError,
    result,
    queuePosition,
    waiting,
    etaSeconds,
    deadlineAtRisk: _before,
    finishedAt,
    startedAt,
    ...kept
  } = job;
  const startsAnew = event.attempt !== job.attempt || event.stage !== job.stage || hasEnded(job.status);
  const error =
    event.error === undefined
      ? undefined
      : ((oldError?.message === event.error ? oldError : undefined) ?? {
          cause: "",
          message: event.error,
          stage: event.stage,
          attempt: event.attempt,
          permanent: event.status === "failed",
        });
  const started = startedAt ?? (event.status === "processing" ? event.timestamp : undefined);
  const outcome = event.result ?? result;
  const stillWaits = event.status === "pending" && job.status === "pending" && isSameTime(event.runAt, job.runAt);
  const estimates = hasEnded(event.status)
    ? {}
    : given({
        etaSeconds: event.etaSeconds ?? etaSeconds,
        deadlineAtRisk: event.deadlineAtRisk,
        waiting: stillWaits ? waiting : undefined,
        queuePosition: stillWaits ? queuePosition : undefined,
      });
  return {
    ...kept,
    status: event.status,
    stage: event.stage,
    attempt: event.attempt,
    progress: startsAnew ? event.progress : Math.max(job.progress, event.progress),
    lastSeq: event.seq,
    updatedAt: event.timestamp,
    ...(event.message === undefined ? {} : { message: event.message }),
    ...(event.videoTitle === undefined ? {} : { videoTitle: event.videoTitle }),
    ...(event.videoUrl === undefined ? {} : { videoUrl: event.videoUrl }),
    ...(event.runAt === undefined ? {} : { runAt: event.runAt }),
    ...(error === undefined ? {} : { error }),
    ...(outcome === undefined ? {} : { result: outcome }),
    ...estimates,
    ...(started === undefined ? {} : { startedAt: started }),
    ...(hasEnded(event.status) ? { finishedAt: finishedAt ?? event.timestamp } : {}),
  };
}

/** Of two times, one of which may be left out where nothing changed, and of which each may have more decimals. */
function isSameTime(told: string | undefined, known: string | undefined): boolean {
  return told === undefined || (known !== undefined && Date.parse(told) === Date.parse(known));
}

/** What has a value. */
function given<Values extends object>(values: Values): { [Name in keyof Values]?: NonNullable<Values[Name]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]?: NonNullable<Values[Name]>;
  };
}

/** All of a job after an event: its stages move on with it, until they are read again with what they made. */
export function mergeDetail(detail: JobDetail, event: JobEvent): JobDetail {
  const job = merge(detail.job, event);
  return job === detail.job ? detail : { ...detail, job, stages: advance(detail.stages, job) };
}

function advance(stages: StageRecord[], job: Job): StageRecord[] {
  const reached = job.stage === "completed" ? stages.length : stages.findIndex(({ stage }) => stage === job.stage);
  return stages.map((record, index) => {
    if (record.status === "running" && (index < reached || hasEnded(job.status))) {
      const status = index < reached ? "completed" : job.status === "failed" ? "failed" : "cancelled";
      return { ...record, status, finishedAt: job.updatedAt };
    }
    if (index === reached && job.status === "processing" && record.status !== "running") {
      const { finishedAt: _before, ...rest } = record;
      return { ...rest, status: "running", attempt: job.attempt, startedAt: job.updatedAt };
    }
    return record;
  });
}

/** Of two states of one job the one that knows more; a snapshot that is late does not undo events. */
export function newer(a: Job, b: Job): Job {
  return a.lastSeq > b.lastSeq ? a : b;
}

/** Rows of a list, each in the newest state that is known of its job from elsewhere. */
export function renewed(rows: Job[], known: readonly Job[]): Job[] {
  const byId = new Map(known.map((job) => [job.id, job]));
  return rows.map((row) => newer(row, byId.get(row.id) ?? row));
}

/** Whether something from the bridge is a job event. */
export function isJobEvent(body: unknown): body is JobEvent {
  return (
    typeof body === "object" &&
    body !== null &&
    "jobId" in body &&
    "seq" in body &&
    typeof body.seq === "number" &&
    "type" in body &&
    typeof body.type === "string" &&
    body.type.startsWith("job.")
  );
}

/** For a detail that was read while events came in: what the events told is kept. */
export function keepNewestDetail(old: unknown, fresh: unknown): unknown {
  const [before, after] = [old as JobDetail | undefined, fresh as JobDetail];
  return replaceEqualDeep(old, before === undefined ? after : { ...after, job: newer(before.job, after.job) });
}

/** The same for a list of jobs. */
export function keepNewestPage(old: unknown, fresh: unknown): unknown {
  const [before, after] = [old as { jobs: Job[] } | undefined, fresh as { jobs: Job[] }];
  const known = new Map(before?.jobs.map((job) => [job.id, job]));
  return replaceEqualDeep(old, { ...after, jobs: after.jobs.map((job) => newer(known.get(job.id) ?? job, job)) });
}
