import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { bulkItemQuery } from "@/api/bulk";
import { LETTERS } from "@/api/bulkMerge";
import type { BulkItem, JobStatus } from "@/api/types";
import type { ItemGrid } from "./ItemGrid";

/** What passes under the pointer within this while is not asked for. */
const REST_MS = 120;
/** How far an item that runs is, is read again this often while it is looked at. */
const POLL_MS = 3000;

/**
 * All of one item, read when it has been looked at for a moment.
 *
 * @returns undefined while it is not known
 */
export function useItem(
  bulkJobId: string,
  itemId: number | undefined,
  status: JobStatus | undefined,
  restMs = REST_MS,
): BulkItem | undefined {
  const [rested, setRested] = useState<number>();
  useEffect(() => {
    const timer = setTimeout(() => setRested(itemId), restMs);
    return () => clearTimeout(timer);
  }, [itemId, restMs]);
  const letter = status === undefined ? "" : LETTERS[status];
  const { data } = useQuery({
    ...bulkItemQuery(bulkJobId, itemId ?? 0, letter),
    enabled: itemId !== undefined && rested === itemId,
    refetchInterval: status === "processing" ? POLL_MS : false,
  });
  return data != null && data.itemId === itemId ? data : undefined;
}

/** Where an item stands, live. */
export function useItemStatus(grid: ItemGrid, itemId: number | undefined): JobStatus | undefined {
  return useSyncExternalStore(
    (watcher) => grid.watch(watcher),
    () => (itemId === undefined ? undefined : grid.statusOf(itemId)),
  );
}
