import type { QueryClient } from "@tanstack/react-query";
import { type ActiveJobs, jobKeys } from "@/api/jobs";
import { hasEnded, merge, mergeDetail } from "@/api/merge";
import type { Job, JobDetail, JobEvent } from "@/api/types";

/** Writes an event into every cached answer that shows its job. Answers whether the dashboard knew the job. */
export function patchCache(client: QueryClient, event: JobEvent): boolean {
  client.setQueryData<JobDetail>(jobKeys.detail(event.jobId), (detail) =>
    detail === undefined ? undefined : mergeDetail(detail, event),
  );
  client.setQueriesData<{ jobs: Job[] }>({ queryKey: jobKeys.lists }, (page) =>
    page?.jobs.some((job) => job.id === event.jobId) === true
      ? { ...page, jobs: page.jobs.map((job) => merge(job, event)) }
      : page,
  );
  let known = false;
  client.setQueryData<ActiveJobs>(jobKeys.active, (active) => {
    const moved = active === undefined ? undefined : moveActive(active, event);
    known = moved !== undefined;
    return moved ?? active;
  });
  return known;
}

/** The active jobs after an event, each in the list where it belongs now; undefined when the job is in none of them. */
export function moveActive(active: ActiveJobs, event: JobEvent): ActiveJobs | undefined {
  const before = [...active.running, ...active.waiting, ...active.finished].find((job) => job.id === event.jobId);
  if (before === undefined) {
    return undefined;
  }
  const after = merge(before, event);
  if (after === before) {
    return active;
  }
  const change = (status: Job["status"]): number => Number(after.status === status) - Number(before.status === status);
  return {
    running: place(active.running, after, after.status === "processing"),
    waiting: place(active.waiting, after, after.status === "pending"),
    finished: place(active.finished, after, hasEnded(after.status)),
    runningTotal: active.runningTotal + change("processing"),
    waitingTotal: active.waitingTotal + change("pending"),
  };
}

function place(jobs: Job[], job: Job, belongs: boolean): Job[] {
  if (!belongs) {
    return jobs.filter((other) => other.id !== job.id);
  }
  return jobs.some((other) => other.id === job.id)
    ? jobs.map((other) => (other.id === job.id ? job : other))
    : [...jobs, job];
}
