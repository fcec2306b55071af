import type { BulkJob, JobStatus } from "@/api/types";
import { duration } from "@/lib/format";
import { STATUS_WORDS } from "@/lib/words";
import type { Segment } from "@/ui/SegmentedBar";

/** The parts of the bar, from its left; what has not ended comes last. */
export const ITEM_STATUSES: JobStatus[] = ["completed", "failed", "skipped", "cancelled", "processing", "pending"];

/** The colour of a status, as a part of a bar or a dot beside its word. */
export const STATUS_FILLS: Record<JobStatus, string> = {
  completed: "bg-good",
  failed: "bg-bad",
  skipped: "bg-line-strong/70",
  cancelled: "bg-line-strong",
  processing: "bg-accent",
  pending: "bg-line",
};

export function segmentsOf({ counts }: Pick<BulkJob, "counts">): Segment[] {
  return ITEM_STATUSES.map((status) => ({
    name: STATUS_WORDS[status],
    value: counts[status],
    className: STATUS_FILLS[status],
  }));
}

/** A percentage as people write it: "100 %" only when all is done. */
export function percent(value: number): string {
  return `${Math.floor(value)} %`;
}

/** How long it still takes: "4–6 min left"; undefined while nobody knows. */
export function etaWords({ etaRange, etaSeconds }: Pick<BulkJob, "etaRange" | "etaSeconds">): string | undefined {
  if (etaRange === undefined) {
    return etaSeconds === undefined ? undefined : `about ${roughly(etaSeconds)} left`;
  }
  const [least = 0, most = 0] = etaRange;
  return `${between(least, most)} left`;
}

function between(least: number, most: number): string {
  const [from, to] = [roughly(least), roughly(most)];
  if (from === to) {
    return `about ${to}`;
  }
  const unit = / [a-z]+$/.exec(to)?.[0] ?? "";
  // "4–6 min" where both have the one unit, else "50 s to 2 min".
  const simple = /^\d+ [a-z]+$/;
  return simple.test(from) && simple.test(to) && from.endsWith(unit)
    ? `${from.slice(0, -unit.length)}–${to}`
    : `${from} to ${to}`;
}

const MINUTE = 60;
const HOUR = 3600;

/** A length to the nearest step that a guess is good for. */
function roughly(seconds: number): string {
  const step = seconds < MINUTE ? 5 : seconds < HOUR ? MINUTE : seconds < 24 * HOUR ? 5 * MINUTE : HOUR;
  return duration(Math.max(step, Math.round(seconds / step) * step));
}

/** How many have ended: "12 of 30 rows". */
export function endedWords(ended: number, total: number): string {
  return `${ended.toLocaleString("en")} of ${total.toLocaleString("en")} ${total === 1 ? "row" : "rows"}`;
}

/** How many items end in an hour, in the unit that is best read. */
export function throughputWords(perHour: number): string {
  const perMinute = perHour / 60;
  const number = perMinute >= 1 ? perMinute : perHour;
  const digits = number < 10 ? 1 : 0;
  return `${number.toLocaleString("en", { maximumFractionDigits: digits })} ${perMinute >= 1 ? "a minute" : "an hour"}`;
}

/**
 * How many would run again: the failed ones but those that are no input for anything, or also those that were cancelled or
 * left out, but no duplicates.
 */
export function retryable({ counts }: Pick<BulkJob, "counts">, unfinished: boolean): number {
  const failed = Math.max(0, counts.failed - counts.invalid);
  return failed + (unfinished ? counts.cancelled + Math.max(0, counts.skipped - counts.duplicates) : 0);
}
