import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { type ActiveJobs, jobKeys } from "@/api/jobs";
import { aDetail, aJob, anEvent } from "@/test/factories";
import { moveActive, patchCache } from "./patch";

const active: ActiveJobs = {
  running: [aJob()],
  waiting: [aJob({ id: "j-2", status: "pending", lastSeq: 1 })],
  finished: [],
  runningTotal: 1,
  waitingTotal: 1,
};

describe("moveActive", () => {
  it("moves a job that is claimed from the queue to those that run", () => {
    const moved = moveActive(active, anEvent({ jobId: "j-2", type: "job.started", seq: 2 }));
    expect(moved).toMatchObject({ runningTotal: 2, waitingTotal: 0, waiting: [] });
    expect(moved?.running.map((job) => job.id)).toEqual(["j-1", "j-2"]);
  });

  it("moves a job that ended out of those that run", () => {
    const moved = moveActive(active, anEvent({ type: "job.completed", status: "completed", progress: 100 }));
    expect(moved).toMatchObject({ runningTotal: 0, running: [] });
    expect(moved?.finished.map((job) => job.id)).toEqual(["j-1"]);
  });

  it("says that it does not know a job", () => {
    expect(moveActive(active, anEvent({ jobId: "j-9" }))).toBeUndefined();
  });

  it("leaves everything as it is for an event it has seen", () => {
    expect(moveActive(active, anEvent({ seq: 5 }))).toBe(active);
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
