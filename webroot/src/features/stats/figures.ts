import type { Stats } from "@/api/types";

export type Period = Stats["series"][number];

/** What a series of hours or days comes to. */
export interface Figures {
  /** 0 to 1; undefined before something completed or failed. */
  success?: number;
  /** From start to end of what completed; undefined when nothing did. */
  averageSeconds?: number;
}

/** Cancelled or skipped in a period. */
export function dropped({ cancelled, skipped }: Period): number {
  return cancelled + skipped;
}

/** All that ended in a period. */
export function ended(period: Period): number {
  return period.completed + period.failed + dropped(period);
}

export function figuresOf(series: readonly Period[]): Figures {
  const sum = (of: (period: Period) => number): number => series.reduce((all, period) => all + of(period), 0);
  const completed = sum((period) => period.completed);
  const failed = sum((period) => period.failed);
  const timed = series.filter((period) => period.averageSeconds !== undefined);
  const measured = timed.reduce((all, period) => all + period.completed, 0);
  const seconds = timed.reduce((all, period) => all + (period.averageSeconds ?? 0) * period.completed, 0);
  return {
    ...(completed + failed === 0 ? {} : { success: completed / (completed + failed) }),
    ...(measured === 0 ? {} : { averageSeconds: seconds / measured }),
  };
}

/** "0", "< 0.1", "5.5", "1,240": few a time need a decimal, and few are not none. */
export function rate(number: number): string {
  if (number > 0 && number < 0.05) {
    return "< 0.1";
  }
  return number.toLocaleString("en", { maximumFractionDigits: number < 10 ? 1 : 0 });
}
