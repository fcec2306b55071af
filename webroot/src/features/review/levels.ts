import type { Waveform } from "@/api/types";

/** How loud a part of a recording is, in a number of columns, 0 to 1 of what is loudest in all of it. */
export function levels({ peaks, duration }: Waveform, from: number, to: number, columns: number): number[] {
  const most = peaks.reduce((top, peak) => Math.max(top, Math.abs(peak)), 0) || 1;
  const perSecond = duration > 0 ? peaks.length / duration : 0;
  return Array.from({ length: columns }, (_, column) => {
    const first = Math.floor((from + (column * (to - from)) / columns) * perSecond);
    const last = Math.max(first + 1, Math.floor((from + ((column + 1) * (to - from)) / columns) * perSecond));
    let loudest = 0;
    for (let index = Math.max(0, first); index < last && index < peaks.length; index++) {
      loudest = Math.max(loudest, Math.abs(peaks[index] ?? 0));
    }
    return loudest / most;
  });
}
