import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { type ActiveJobs, jobKeys } from "@/api/jobs";
import { queueKey } from "@/api/queue";
import type { JobEvent, Queue } from "@/api/types";
import { aDetail, aJob, anEvent, aQueue } from "@/test/factories";
import { patchCache } from "./patch";

const active: ActiveJobs = {
  running: [aJob()],
  waiting: [aJob({ id: "j-2", status: "pending", lastSeq: 1 })],
  finished: [],
};

/** What the dashboard shows after an event, and the counts beside it. */
function afterEvent(event: JobEvent): { active: ActiveJobs | undefined; queue: Queue | undefined } {
  const client = new QueryClient();
  client.setQueryData(jobKeys.active, active);
  client.setQueryData(queueKey, aQueue({ running: 7, waiting: 400 }));
  patchCache(client, event);
  return { active: client.getQueryData(jobKeys.active), queue: client.getQueryData(queueKey) };
}

describe("The dashboard's jobs", () => {
  it("move from the queue to those that run when they are claimed, and the counts with them", () => {
    const after = afterEvent(anEvent({ jobId: "j-2", type: "job.started", seq: 2 }));
    expect(after.active?.running.map((job) => job.id)).toEqual(["j-1", "j-2"]);
    expect(after.active?.waiting).toEqual([]);
    expect(after.queue).toMatchObject({ running: 8, waiting: 399 });
  });

  it("leave those that run when they end", () => {
    const after = afterEvent(anEvent({ type: "job.completed", status: "completed", progress: 100 }));
    expect(after.active?.running).toEqual([]);
    expect(after.active?.finished.map((job) => job.id)).toEqual(["j-1"]);
    expect(after.queue).toMatchObject({ running: 6, waiting: 400 });
  });

  it("stay as they are for an event that was seen", () => {
    const after = afterEvent(anEvent({ seq: 5, status: "completed" }));
    expect(after.active).toEqual(active);
    expect(after.queue).toMatchObject({ running: 7, waiting: 400 });
  });
});

describe("patchCache", () => {
  it("writes an event into every answer that shows the job", () => {
    const client = new QueryClient();
    client.setQueryData(jobKeys.active, active);
    client.setQueryData(jobKeys.detail("j-1"), aDetail());
    client.setQueryData([...jobKeys.lists, {}, 50, 0], { jobs: [aJob(), aJob({ id: "j-3" })], total: 2 });
    expect(patchCache(client, anEvent({ progress: 47 }))).toBe(true);
    expect(client.getQueryData(jobKeys.detail("j-1"))).toMatchObject({ job: { progress: 47 } });
    expect(client.getQueryData([...jobKeys.lists, {}, 50, 0])).toMatchObject({
      jobs: [{ progress: 47 }, { progress: 42 }],
    });
  });

  it("says when a job is new to the dashboard", () => {
    const client = new QueryClient();
    client.setQueryData(jobKeys.active, active);
    expect(patchCache(client, anEvent({ jobId: "j-9" }))).toBe(false);
  });
});
