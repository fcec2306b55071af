import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { hasBulkEnded, keepNewestBulk } from "./bulkMerge";
import { api } from "./http";
import { withQuery } from "./transport";
import type {
  BulkGrid,
  BulkInput,
  BulkItem,
  BulkItemList,
  BulkJob,
  BulkJobList,
  BulkPreview,
  JobStatus,
  Priority,
} from "./types";
import { uploadForm } from "./upload";

/** As long as a bulk job runs its state is read this often, in case the last event was lost. */
const POLL_MS = 30_000;
const PAGE = 25;

export const bulkKeys = {
  all: ["bulk"] as const,
  lists: ["bulk", "list"] as const,
  detail: (id: string) => ["bulk", "detail", id] as const,
  preview: (id: string) => ["bulk", "preview", id] as const,
  items: (id: string) => ["bulk", "items", id] as const,
};

/** All bulk jobs, newest first, a page at a time. */
export const bulkListQuery = infiniteQueryOptions({
  queryKey: bulkKeys.lists,
  queryFn: ({ pageParam, signal }) =>
    api<BulkJobList>("/api/bulk-jobs", { query: { limit: PAGE, cursor: pageParam }, signal }),
  initialPageParam: "",
  getNextPageParam: ({ nextCursor }) => nextCursor,
  refetchInterval: POLL_MS,
});

export function bulkQuery(id: string) {
  return queryOptions({
    queryKey: bulkKeys.detail(id),
    queryFn: ({ signal }) => api<BulkJob>(`/api/bulk-jobs/${id}`, { signal }),
    structuralSharing: keepNewestBulk,
    refetchInterval: ({ state: { data } }) => (data === undefined || hasBulkEnded(data.status) ? false : POLL_MS),
  });
}

/** What was found out about the rows of a bulk job that was not started. It changes only by what is asked here. */
export function bulkPreviewQuery(id: string) {
  return queryOptions({
    queryKey: bulkKeys.preview(id),
    queryFn: ({ signal }) => api<BulkPreview>(`/api/bulk-jobs/${id}/preview`, { signal }),
    staleTime: Infinity,
  });
}

export function bulkGrid(id: string): Promise<BulkGrid> {
  return api<BulkGrid>(`/api/bulk-jobs/${id}/grid`);
}

/**
 * Some items from one on, in the order of their rows.
 *
 * @param from the first item that is wanted, from 1
 */
export function bulkItemsQuery(id: string, from: number, limit: number, status?: JobStatus) {
  return queryOptions({
    queryKey: [...bulkKeys.items(id), from, limit, status ?? ""],
    queryFn: async ({ signal }): Promise<BulkItem[]> => {
      const query = { from, limit, status };
      const { videos } = await api<BulkItemList>(`/api/bulk-jobs/${id}/videos`, { query, signal });
      return videos;
    },
    placeholderData: keepPreviousData,
  });
}

/** @param letter where the item stands, as the grid has it: an item that moved on is read again */
export function bulkItemQuery(id: string, itemId: number, letter: string) {
  return queryOptions({
    queryKey: [...bulkKeys.items(id), "one", itemId, letter],
    queryFn: async ({ signal }): Promise<BulkItem | null> => {
      const query = { from: itemId, limit: 1 };
      const { videos } = await api<BulkItemList>(`/api/bulk-jobs/${id}/videos`, { query, signal });
      return videos.find((item) => item.itemId === itemId) ?? null;
    },
  });
}

export function previewBulk(input: BulkInput): Promise<BulkPreview> {
  return api<BulkPreview>("/api/bulk-jobs/preview", { method: "POST", body: input });
}

/** The same of a CSV file. @param onSent hears how many bytes went out so far */
export async function previewCsv(
  file: File,
  { template, output, mapping, ...plain }: BulkInput,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<BulkPreview> {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(plain)) {
    fields[name] = String(value);
  }
  for (const [name, value] of Object.entries({ template, output, mapping })) {
    if (value !== undefined) {
      fields[name] = JSON.stringify(value);
    }
  }
  const { body } = await uploadForm<BulkPreview>("/api/bulk-jobs/preview", file, fields, onSent, signal);
  return body;
}

/** Starts what was previewed. @param options priority and deadline; all else belongs to the preview */
export function startBulk(previewId: string, options: BulkInput): Promise<BulkJob> {
  return api<BulkJob>("/api/bulk-jobs", { method: "POST", body: { previewId, ...options } });
}

export type BulkCommand = "pause" | "resume" | "cancel";

export function commandBulk(id: string, command: BulkCommand): Promise<BulkJob> {
  return api<BulkJob>(`/api/bulk-jobs/${id}/${command}`, { method: "POST" });
}

/** @param unfinished whether what was cancelled or skipped runs again as well */
export function retryBulk(id: string, unfinished: boolean): Promise<BulkJob> {
  return api<BulkJob>(`/api/bulk-jobs/${id}/retry-failed`, { method: "POST", body: unfinished ? { unfinished } : {} });
}

/** How many rows of its sheet were written to, and how many were left alone because they say something else by now. */
export function writeBackBulk(id: string): Promise<{ rows: number; changed: number }> {
  return api<{ rows: number; changed: number }>(`/api/bulk-jobs/${id}/write-back`, { method: "POST", body: {} });
}

export function updateBulk(id: string, patch: { title?: string; priority?: Priority }): Promise<BulkJob> {
  return api<BulkJob>(`/api/bulk-jobs/${id}`, { method: "PATCH", body: patch });
}

export function deleteBulk(id: string): Promise<void> {
  return api<undefined>(`/api/bulk-jobs/${id}`, { method: "DELETE", keepalive: true });
}

export function skipItem(id: string, itemId: number): Promise<BulkItem> {
  return api<BulkItem>(`/api/bulk-jobs/${id}/videos/${itemId}/skip`, { method: "POST" });
}

/** Where the rows are had with what became of them. */
export function bulkResultsUrl(id: string, status?: JobStatus): string {
  return withQuery(`/api/bulk-jobs/${id}/results.csv`, { status });
}

/** A bulk job in the state that a command brought it into: at once here, and read again elsewhere. */
export async function bulkChanged(client: QueryClient, job: BulkJob): Promise<void> {
  client.setQueryData<BulkJob>(bulkKeys.detail(job.id), job);
  await client.invalidateQueries({ queryKey: bulkKeys.lists });
}
