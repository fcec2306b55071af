import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "./http";
import { hasEnded, keepNewestDetail, keepNewestPage } from "./merge";
import { withQuery } from "./transport";
import type {
  Closeup,
  Job,
  JobDetail,
  JobEvent,
  JobList,
  JobPage,
  JobPatch,
  JobStatus,
  JobType,
  LogLevel,
  LogLine,
  Speech,
  Stage,
  Stats,
  Transcript,
  Waveform,
} from "./types";

/** As long as a job runs its state is read this often, in case the last event was lost. */
const POLL_MS = 15_000;
const ACTIVE_LIMIT = 100;
const ENDED_LIMIT = 20;
const MOST_EVENTS = 20_000;

export const SORTS = [
  "-createdAt",
  "createdAt",
  "-finishedAt",
  "finishedAt",
  "title",
  "-title",
  "-duration",
  "duration",
] as const;
export type JobSort = (typeof SORTS)[number];

export interface JobFilter {
  status?: JobStatus[] | undefined;
  type?: JobType | undefined;
  agentId?: string | undefined;
  bulkJobId?: string | undefined;
  q?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  sort?: JobSort | undefined;
}

export const jobKeys = {
  all: ["jobs"] as const,
  lists: ["jobs", "list"] as const,
  active: ["jobs", "active"] as const,
  stats: ["jobs", "stats"] as const,
  details: ["jobs", "detail"] as const,
  detail: (id: string) => ["jobs", "detail", id] as const,
};

export function jobListQuery(filter: JobFilter, limit: number, offset: number) {
  return queryOptions({
    queryKey: [...jobKeys.lists, filter, limit, offset],
    queryFn: ({ signal }) => api<JobList>("/api/jobs", { query: { ...filter, limit, offset }, signal }),
    placeholderData: keepPreviousData,
    structuralSharing: keepNewestPage,
  });
}

export function agentJobsQuery(agentId: string, page: number, limit: number) {
  return queryOptions({
    queryKey: [...jobKeys.lists, "agent", agentId, page, limit],
    queryFn: ({ signal }) => api<JobPage>(`/api/agents/${agentId}/jobs`, { query: { page, limit }, signal }),
    placeholderData: keepPreviousData,
    structuralSharing: keepNewestPage,
  });
}

/** Where the jobs that a list shows are had as a CSV file. */
export function jobExportUrl(filter: JobFilter): string {
  return withQuery("/api/jobs/export.csv", { ...filter });
}

/** The jobs that run, wait, or ended last. */
export const activeJobsQuery = queryOptions({
  queryKey: jobKeys.active,
  queryFn: async ({ signal }): Promise<ActiveJobs> => {
    const [running, waiting, ended] = await Promise.all([
      listActive("processing", "createdAt", ACTIVE_LIMIT, signal),
      listActive("pending", "createdAt", ACTIVE_LIMIT, signal),
      listActive("completed,failed,cancelled,skipped", "-finishedAt", ENDED_LIMIT, signal),
    ]);
    return { running: running.jobs, waiting: waiting.jobs, finished: ended.jobs };
  },
  refetchInterval: POLL_MS,
});

export interface ActiveJobs {
  running: Job[];
  waiting: Job[];
  finished: Job[];
}

function listActive(status: string, sort: JobSort, limit: number, signal: AbortSignal): Promise<JobList> {
  return api<JobList>("/api/jobs", { query: { status, sort, limit }, signal });
}

/** How far figures over time go back: hours, or days. */
export type StatsRange = "24h" | "30d";

export function statsQuery(range: StatsRange = "24h") {
  return queryOptions({
    queryKey: [...jobKeys.stats, range],
    queryFn: ({ signal }) => api<Stats>("/api/stats", { query: { range }, signal }),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
}

export function jobQuery(id: string) {
  return queryOptions({
    queryKey: jobKeys.detail(id),
    queryFn: ({ signal }) => api<JobDetail>(`/api/jobs/${id}`, { signal }),
    structuralSharing: keepNewestDetail,
    refetchInterval: (query) => {
      const status = query.state.data?.job.status;
      return status === undefined || hasEnded(status) ? false : POLL_MS;
    },
  });
}

export async function jobHistory(id: string, after: number): Promise<JobEvent[]> {
  const { events } = await api<{ events: JobEvent[] }>(`/api/jobs/${id}/progress-history`, { query: { after } });
  return events;
}

/** All that happened to a job, oldest first; read on from what is known. */
export function historyQuery(id: string) {
  return queryOptions({
    queryKey: [...jobKeys.detail(id), "history"],
    queryFn: async ({ client, queryKey }) => {
      let events = client.getQueryData<JobEvent[]>(queryKey) ?? [];
      for (;;) {
        const more = await jobHistory(id, events.at(-1)?.seq ?? 0);
        events = [...events, ...more];
        if (more.length === 0 || events.length > MOST_EVENTS) {
          return events;
        }
      }
    },
  });
}

export async function jobLogs(id: string, after: number, level?: LogLevel): Promise<LogLine[]> {
  const { logs } = await api<{ logs: LogLine[] }>(`/api/jobs/${id}/logs`, { query: { after, level } });
  return logs;
}

export function cancelJob(id: string): Promise<Job> {
  return api<Job>(`/api/jobs/${id}`, { method: "DELETE" });
}

export function retryJob(id: string, fromStage?: Stage): Promise<Job> {
  return api<Job>(`/api/jobs/${id}/retry`, { method: "POST", body: fromStage === undefined ? {} : { fromStage } });
}

export function updateJob(id: string, patch: JobPatch): Promise<Job> {
  return api<Job>(`/api/jobs/${id}`, { method: "PATCH", body: patch });
}

export function startSample(): Promise<Job> {
  return api<Job>("/api/sample", { method: "POST" });
}

export function jobFileUrl(jobId: string, name: string): string {
  return `/api/jobs/${jobId}/files/${encodeURIComponent(name)}`;
}

/** A job's JSON file; it never changes once it is there, under one attempt. */
function fileQuery<T>(jobId: string, name: string | undefined, version: string) {
  return queryOptions({
    queryKey: [...jobKeys.detail(jobId), "file", name, version],
    queryFn: ({ signal }) => api<T>(jobFileUrl(jobId, name ?? ""), { signal }),
    enabled: name !== undefined,
    staleTime: Infinity,
  });
}

export function waveformQuery(jobId: string, name: string | undefined, version: string) {
  return fileQuery<Waveform>(jobId, name, version);
}

export function closeupQuery(jobId: string, name: string | undefined, version: string) {
  return fileQuery<Closeup>(jobId, name, version);
}

export function speechQuery(jobId: string, name: string | undefined, version: string) {
  return fileQuery<Speech>(jobId, name, version);
}

export function transcriptQuery(jobId: string, name: string | undefined, version: string) {
  return fileQuery<Transcript>(jobId, name, version);
}

/** After a command on jobs: the lists and figures are read again. */
export function jobsChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: jobKeys.all });
}
