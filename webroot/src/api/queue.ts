import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "./http";
import { withPause } from "./pause";
import type { JobStatus, Pause, Queue } from "./types";

const POLL_MS = 15_000;

export const queueKey = ["queue"] as const;

/** Whether the queue is paused, and how many jobs run and wait: the one source of these for every page. */
export const queueQuery = queryOptions({
  queryKey: queueKey,
  queryFn: ({ signal }) => api<Queue>("/api/queue", { signal }),
  refetchInterval: POLL_MS,
});

export function pauseQueue(reason: string): Promise<Queue> {
  return api<Queue>("/api/queue/pause", { method: "POST", body: { reason } });
}

export function resumeQueue(): Promise<Queue> {
  return api<Queue>("/api/queue/resume", { method: "POST" });
}

/** The queue after a job went from one status to another; what it was before may be unknown. */
export function counted(queue: Queue, before: JobStatus | undefined, after: JobStatus): Queue {
  const change = (status: JobStatus): number => Number(after === status) - Number(before === status);
  const running = Math.max(0, queue.running + change("processing"));
  const waiting = Math.max(0, queue.waiting + change("pending"));
  return running === queue.running && waiting === queue.waiting ? queue : { ...queue, running, waiting };
}

/** Writes a pause, or its end, into what is known. What is being read meanwhile may be older, so it is read again. */
export async function queuePaused(client: QueryClient, pause: Pause | null): Promise<void> {
  await client.cancelQueries({ queryKey: queueKey });
  client.setQueryData<Queue>(queueKey, (queue) => (queue === undefined ? undefined : withPause(queue, pause)));
  await client.invalidateQueries({ queryKey: queueKey });
}
