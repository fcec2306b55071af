import { useEffect, useState } from "react";
import type { JobStatus } from "@/api/types";
import { Throttle } from "@/live/Throttle";
import { type CellList, cellsOf } from "./cells";
import type { ItemGrid } from "./ItemGrid";

/**
 * The items to show. All of them are always the same ones; those of one status come and go, and are collected anew so often.
 *
 * @param collectMs how long what is shown may be behind
 */
export function useCells(grid: ItemGrid, status: JobStatus | undefined, collectMs: number): CellList {
  const [cells, setCells] = useState(() => cellsOf(grid, status));
  const [throttle] = useState(() => new Throttle(collectMs));
  useEffect(() => {
    const stop = grid.watch((changes) => {
      if (status !== undefined || changes === "all") {
        throttle.run("cells", () => setCells(cellsOf(grid, status)));
      }
    });
    return () => {
      stop();
      throttle.cancel();
    };
  }, [grid, status, throttle]);
  return cells;
}
