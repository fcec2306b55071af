import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { bulkItemsQuery, bulkKeys } from "@/api/bulk";
import type { BulkItem, JobStatus } from "@/api/types";
import { Throttle } from "@/live/Throttle";
import type { CellList } from "./cells";

const PAGE = 50;
/** What is seen is read again this often at most while its items move on. */
const AGAIN_MS = 1500;

/**
 * The items of the rows that are seen, read in pages as they come into sight.
 *
 * @param first the first row that is seen, from 0
 * @param last the last one
 * @returns items by number; those that are not there yet are missing
 */
export function useItemPages(
  bulkJobId: string,
  cells: CellList,
  status: JobStatus | undefined,
  first: number,
  last: number,
): Map<number, BulkItem> {
  const client = useQueryClient();
  const pages: number[] = [];
  for (let page = Math.floor(first / PAGE); page * PAGE <= last && page * PAGE < cells.count; page++) {
    pages.push(page);
  }
  const answers = useQueries({
    queries: pages.map((page) => bulkItemsQuery(bulkJobId, cells.itemAt(page * PAGE), PAGE, status)),
  });
  const items = new Map(answers.flatMap(({ data }) => data ?? []).map((item) => [item.itemId, item]));

  const [throttle] = useState(() => new Throttle(AGAIN_MS));
  useEffect(() => () => throttle.cancel(), [throttle]);
  const behind = [...items.values()].some((item) => cells.statusOf(item.itemId) !== item.status);
  useEffect(() => {
    if (behind) {
      throttle.run("pages", () => void client.invalidateQueries({ queryKey: bulkKeys.items(bulkJobId) }));
    }
  });
  return items;
}
