import type { Span } from "@/api/types";

/** Brings the peaks to a number of columns: each shows the loudest of those it stands for, 0 to 1. */
export function toColumns(peaks: readonly number[], columns: number): number[] {
  if (peaks.length === 0 || columns <= 0) {
    return [];
  }
  const most = peaks.reduce((top, peak) => Math.max(top, Math.abs(peak)), 0) || 1;
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * peaks.length) / columns);
    const to = Math.max(from + 1, Math.floor(((column + 1) * peaks.length) / columns));
    let loudest = 0;
    for (let index = from; index < to; index++) {
      loudest = Math.max(loudest, Math.abs(peaks[index] ?? 0));
    }
    return loudest / most;
  });
}

/** Whether a time is in one of the spans, which are in order and do not overlap. */
export function inSpans(time: number, spans: readonly Span[]): boolean {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined) {
      return false;
    }
    if (time < span.start) {
      high = middle - 1;
    } else if (time >= span.end) {
      low = middle + 1;
    } else {
      return true;
    }
  }
  return false;
}

/** The drawing of columns as upright strokes around a middle line, in a box of the given height. */
export function strokes(columns: readonly number[], height: number, wanted: (column: number) => boolean): string {
  const middle = height / 2;
  return columns
    .map((level, column) => {
      const half = Math.max(0.75, level * (middle - 1));
      return wanted(column) ? `M${column + 0.5} ${(middle - half).toFixed(1)}V${(middle + half).toFixed(1)}` : "";
    })
    .join("");
}
