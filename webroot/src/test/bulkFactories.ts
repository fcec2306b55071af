import { act } from "@testing-library/react";
import type { BulkEvent, BulkItem, BulkJob, BulkPreview } from "@/api/types";
import { FakeSocket } from "./FakeSocket";
import { signedInServer } from "./open";
import type { TestServer } from "./server";

const CREATED = "2026-11-21T09:00:00Z";

export function aBulkJob(over: Partial<BulkJob> = {}): BulkJob {
  return {
    id: "b-1",
    ownerId: "u-1",
    title: "Sermons of 2019",
    inputSource: "csv",
    priority: "normal",
    status: "running",
    progress: 40,
    counts: {
      total: 10,
      pending: 5,
      processing: 1,
      completed: 2,
      failed: 1,
      skipped: 1,
      cancelled: 0,
      duplicates: 1,
      invalid: 0,
    },
    columns: [
      { name: "url", field: "video" },
      { name: "notes", field: "ignore" },
    ],
    seq: 5,
    commands: ["pause", "cancel"],
    createdAt: CREATED,
    startedAt: CREATED,
    ...over,
  };
}

export function aBulkItem(over: Partial<BulkItem> = {}): BulkItem {
  return {
    itemId: 1,
    row: 2,
    status: "completed",
    cells: ["https://example.org/1.mp4", "first"],
    title: "Morning service",
    jobId: "j-1",
    ...over,
  };
}

export function aBulkPreview(over: Partial<BulkPreview> = {}): BulkPreview {
  return {
    previewId: "b-1",
    inputSource: "csv",
    columns: aBulkJob().columns,
    counts: { rows: 3, good: 2, invalid: 1, duplicates: 0, alreadyDone: 0 },
    errors: [{ row: 3, message: "“nonsense” is no URL and no YouTube id." }],
    errorsTotal: 1,
    sample: [
      aBulkItem({ status: "pending" }),
      aBulkItem({ itemId: 2, row: 3, status: "failed", cause: "invalid", cells: ["nonsense", ""] }),
      aBulkItem({ itemId: 3, row: 4, status: "pending", cells: ["https://example.org/3.mp4", ""] }),
    ],
    estimateSeconds: 240,
    ...over,
  };
}

export function aBulkEvent(over: Partial<BulkEvent> = {}): BulkEvent {
  const { id, status, progress, counts } = aBulkJob();
  return { type: "bulk.progress", timestamp: CREATED, bulkJobId: id, seq: 6, status, progress, counts, ...over };
}

/** A server with one bulk job. @param letters where its items stand */
export function serverWithBulk(job: BulkJob, letters = "ccfsrppppp"): TestServer {
  return signedInServer()
    .on("GET /api/bulk-jobs", { body: { bulkJobs: [job], total: 1 } })
    .on("GET /api/bulk-jobs/b-1", { body: job })
    .on("GET /api/bulk-jobs/b-1/grid", { body: { items: letters, seq: job.seq } })
    .on("GET /api/bulk-jobs/b-1/videos", ({ query }) => {
      const itemId = Number(query.get("from"));
      return { body: { videos: [aBulkItem({ itemId, row: itemId + 1 })], total: letters.length } };
    });
}

/** The bus tells of the bulk job. */
export function hearBulk(...bodies: object[]): void {
  act(() => bodies.forEach((body) => FakeSocket.last.receive({ type: "rec", address: "bulk.progress.b-1", body })));
}

/** The bus is there, and acknowledges what was asked for. */
export function connectBus(): void {
  act(() => {
    FakeSocket.last.opened();
    FakeSocket.last.acknowledge();
  });
}
