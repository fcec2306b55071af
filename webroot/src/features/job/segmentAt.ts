import type { Segment } from "@/api/types";

/** The number of the last line that has begun at a time, -1 before the first or without times. */
export function segmentAt(segments: readonly Segment[], time: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.start ?? Number.MAX_VALUE) <= time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const found = segments[low - 1];
  return found === undefined || found.start < 0 ? -1 : low - 1;
}
