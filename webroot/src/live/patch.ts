import type { QueryClient } from "@tanstack/react-query";
import { type ActiveJobs, jobKeys } from "@/api/jobs";
import { hasEnded, merge, mergeDetail } from "@/api/merge";
import { counted, queueKey } from "@/api/queue";
import type { Job, JobDetail, JobEvent, Queue } from "@/api/types";

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
  const active = client.getQueryData<ActiveJobs>(jobKeys.active);
  const before = active === undefined ? undefined : activeJob(active, event.jobId);
  if (active === undefined || before === undefined) {
    return false;
  }
  const after = merge(before, event);
  client.setQueryData<ActiveJobs>(jobKeys.active, moveActive(active, before, after));
  client.setQueryData<Queue>(queueKey, (queue) =>
    queue === undefined ? undefined : counted(queue, before.status, after.status),
  );
  return true;
}

/** The job among those on the dashboard. */
function activeJob({ running, waiting, finished }: ActiveJobs, id: string): Job | undefined {
  return [...running, ...waiting, ...finished].find((job) => job.id === id);
}

/** The active jobs after one of them changed, each in the list where it belongs now. */
function moveActive(active: ActiveJobs, before: Job, after: Job): ActiveJobs {
  return before === after
    ? active
    : {
        running: place(active.running, after, after.status === "processing"),
        waiting: place(active.waiting, after, after.status === "pending"),
        finished: place(active.finished, after, hasEnded(after.status)),
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
