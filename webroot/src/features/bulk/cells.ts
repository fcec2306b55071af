import type { JobStatus } from "@/api/types";
import type { Cells } from "./CellPainter";
import type { ItemGrid } from "./ItemGrid";

/** The cells of a grid: all items, or those that are of one status now. */
export interface CellList extends Cells {
  /** Where an item is among them, from 0; undefined when it is not. */
  indexOf: (itemId: number) => number | undefined;
}

export function cellsOf(grid: ItemGrid, status: JobStatus | undefined): CellList {
  const statusOf = (itemId: number): JobStatus | undefined => grid.statusOf(itemId);
  if (status === undefined) {
    return {
      count: grid.size,
      itemAt: (index) => index + 1,
      indexOf: (itemId) => (itemId >= 1 && itemId <= grid.size ? itemId - 1 : undefined),
      statusOf,
    };
  }
  const ids = grid.matching(status);
  return {
    count: ids.length,
    itemAt: (index) => ids[index] ?? 0,
    indexOf: (itemId) => indexIn(ids, itemId),
    statusOf,
  };
}

/** Ids rise, so that half of them fall away with each look. */
function indexIn(ids: Uint32Array, itemId: number): number | undefined {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ids[middle] ?? 0;
    if (found === itemId) {
      return middle;
    }
    if (found < itemId) {
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return undefined;
}
