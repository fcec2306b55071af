import { describe, expect, it } from "vitest";
import { aDetail, aJob, anEvent } from "@/test/factories";
import { isGap, isJobEvent, keepNewestDetail, merge, mergeDetail, newer, renewed } from "./merge";

describe("merge", () => {
  it("takes what an event tells", () => {
    expect(merge(aJob(), anEvent({ message: "Half way", videoTitle: "Evening" }))).toMatchObject({
      progress: 45,
      message: "Half way",
      videoTitle: "Evening",
      lastSeq: 6,
    });
  });

  it("drops what it has seen", () => {
    const job = aJob({ lastSeq: 6 });
    expect(merge(job, anEvent({ seq: 6, progress: 99 }))).toBe(job);
  });

  it("drops events of other jobs", () => {
    const job = aJob();
    expect(merge(job, anEvent({ jobId: "j-2" }))).toBe(job);
  });

  it("lets progress fall only when a new attempt begins", () => {
    const job = aJob({ progress: 48 });
    expect(merge(job, anEvent({ progress: 41 })).progress).toBe(48);
    expect(merge(job, anEvent({ progress: 41, attempt: 2 })).progress).toBe(41);
  });

  it("lets a retried job begin anew", () => {
    const failed = aJob({
      status: "failed",
      progress: 48,
      finishedAt: "2026-11-21T09:00:50Z",
      error: { cause: "x", message: "No audio.", stage: "transcription", attempt: 1, permanent: true },
    });
    const job = merge(failed, anEvent({ type: "job.queued", status: "pending", progress: 40 }));
    expect(job).toMatchObject({ status: "pending", progress: 40 });
    expect(job.error).toBeUndefined();
    expect(job.finishedAt).toBeUndefined();
  });

  it("keeps the reason of a failure and when it ended", () => {
    const job = merge(aJob(), anEvent({ type: "job.failed", status: "failed", error: "The video is private." }));
    expect(job.error).toMatchObject({ message: "The video is private.", stage: "transcription" });
    expect(job.finishedAt).toBe("2026-11-21T09:01:00Z");
  });

  it("forgets the place in the queue once the job runs", () => {
    const waiting = aJob({ status: "pending", stage: "queued", queuePosition: 2 });
    expect(merge(waiting, anEvent({ type: "job.started" })).queuePosition).toBeUndefined();
  });
});

describe("merge of estimates", () => {
  const reason = { reason: "position", message: "2 jobs are before it." } as const;
  const waiting = aJob({
    status: "pending",
    stage: "queued",
    waiting: reason,
    queuePosition: 2,
    etaSeconds: 300,
    deadlineAtRisk: true,
  });

  it("keeps why a job waits as long as it waits for the same", () => {
    const sameTime = waiting.runAt.replace("Z", ".000Z");
    const moved = anEvent({ type: "job.progress", status: "pending", stage: "queued", runAt: sameTime });
    expect(merge(waiting, moved)).toMatchObject({ waiting: reason, queuePosition: 2 });
    expect(merge(waiting, anEvent({ type: "job.started" })).waiting).toBeUndefined();
    const retrying = anEvent({ type: "job.retrying", status: "pending", runAt: "2026-11-21T09:02:00Z" });
    expect(merge(waiting, retrying).waiting).toBeUndefined();
    expect(merge(waiting, retrying).queuePosition).toBeUndefined();
  });

  it("takes a newer estimate and keeps the old one until then", () => {
    expect(merge(waiting, anEvent({ etaSeconds: 200 })).etaSeconds).toBe(200);
    expect(merge(waiting, anEvent({})).etaSeconds).toBe(300);
  });

  it("believes each event about the deadline, as none leaves a risk out", () => {
    expect(merge(waiting, anEvent({ deadlineAtRisk: true })).deadlineAtRisk).toBe(true);
    expect(merge(waiting, anEvent({}))).not.toHaveProperty("deadlineAtRisk");
  });

  it("forgets them when the job has ended", () => {
    const ended = merge(waiting, anEvent({ type: "job.completed", status: "completed" }));
    expect(ended).not.toHaveProperty("etaSeconds");
    expect(ended).not.toHaveProperty("deadlineAtRisk");
  });
});

it("renews the rows of a list in their places, unless the row knows more", () => {
  const rows = [aJob({ id: "j-1", lastSeq: 4 }), aJob({ id: "j-2", lastSeq: 9 }), aJob({ id: "j-3" })];
  const known = [aJob({ id: "j-2", lastSeq: 8 }), aJob({ id: "j-1", lastSeq: 4, queuePosition: 2 })];
  expect(renewed(rows, known)).toEqual([{ ...rows[0], queuePosition: 2 }, rows[1], rows[2]]);
});

describe("mergeDetail", () => {
  it("moves the stages on with the job", () => {
    const { stages } = mergeDetail(aDetail(), anEvent({ stage: "ai_analysis", progress: 50 }));
    expect(stages.map(({ status }) => status)).toEqual(["completed", "completed", "running"]);
    expect(stages[1]?.finishedAt).toBe("2026-11-21T09:01:00Z");
    expect(stages[2]?.startedAt).toBe("2026-11-21T09:01:00Z");
  });

  it("ends the stage that a job failed in, and all when it is completed", () => {
    const failed = mergeDetail(aDetail(), anEvent({ type: "job.failed", status: "failed" }));
    expect(failed.stages.map(({ status }) => status)).toEqual(["completed", "failed", "waiting"]);
    const completed = mergeDetail(
      aDetail(),
      anEvent({ type: "job.completed", status: "completed", stage: "completed" }),
    );
    expect(completed.stages[1]?.status).toBe("completed");
  });

  it("leaves everything as it is for an event it has seen", () => {
    const detail = aDetail();
    expect(mergeDetail(detail, anEvent({ seq: 5 }))).toBe(detail);
  });
});

it("sees a gap only when a number is left out", () => {
  expect(isGap(5, 6)).toBe(false);
  expect(isGap(5, 5)).toBe(false);
  expect(isGap(5, 7)).toBe(true);
});

it("prefers the state that knows more", () => {
  const old = aJob({ lastSeq: 3 });
  const fresh = aJob({ lastSeq: 4 });
  expect(newer(old, fresh)).toBe(fresh);
  expect(newer(fresh, old)).toBe(fresh);
});

it("does not let a late snapshot undo an event", () => {
  const known = aDetail({ job: aJob({ lastSeq: 9, progress: 80 }) });
  const late = aDetail({ job: aJob({ lastSeq: 7, progress: 60 }), files: [] });
  expect(keepNewestDetail(known, late)).toMatchObject({ job: { lastSeq: 9, progress: 80 } });
});

it("knows a job event from other things on the bus", () => {
  expect(isJobEvent(anEvent())).toBe(true);
  expect(isJobEvent({ type: "episode.published", jobId: "j-1", seq: 1 })).toBe(false);
  expect(isJobEvent(null)).toBe(false);
});
