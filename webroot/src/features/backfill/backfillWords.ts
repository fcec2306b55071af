import type { Backfill, Quota } from "@/api/types";
import { count, relativeTime } from "@/lib/format";

/** A day in the reader's own zone: "1 Mar 2026". */
export function day(time: string): string {
  return new Date(time).toLocaleDateString(undefined, { dateStyle: "medium" });
}

/** Since when: a backfill of everything has no first day worth telling. */
export function sinceWords(time: string): string {
  return Date.parse(time) <= Date.parse("2005-01-01T00:00:00Z") ? "since the channel began" : `since ${day(time)}`;
}

/** What it does now, in one sentence. */
export function nowWords(backfill: Backfill, now: number): string {
  if (backfill.resumesAt !== undefined) {
    return `${backfill.reason ?? "It waits."} Goes on ${relativeTime(backfill.resumesAt, now)}.`;
  }
  if (backfill.state === "listing") {
    return backfill.seen === 0
      ? "Looking through the channel"
      : `Looking through the channel: ${count(backfill.seen, "video")} seen, ${backfill.total.toLocaleString("en")} ${sinceWords(backfill.since)}`;
  }
  return `Taking in ${backfill.taken.toLocaleString("en")} of ${count(backfill.total, "video")}`;
}

/** How it ended, in one sentence. */
export function endWords(backfill: Backfill): string {
  switch (backfill.state) {
    case "failed":
      return backfill.reason ?? "It failed.";
    case "cancelled":
      return backfill.taken === 0
        ? "It was called off before anything was taken in."
        : `It was called off after ${backfill.taken.toLocaleString("en")} of ${count(backfill.total, "video")}.`;
    default:
      return `${count(backfill.total, "video")} ${sinceWords(backfill.since)}: ${resultWords(backfill)}.`;
  }
}

/** What became of the videos so far: "96 queued, 20 known, 4 left out". */
export function resultWords({ enqueued, known, ignored }: Backfill): string {
  const parts = [`${enqueued.toLocaleString("en")} queued`];
  if (known > 0) {
    parts.push(`${known.toLocaleString("en")} known before`);
  }
  if (ignored > 0) {
    parts.push(`${ignored.toLocaleString("en")} left out by the filters`);
  }
  return parts.join(", ");
}

/** 0 to 100; while it lists nobody knows how much there is. */
export function percent(backfill: Backfill): number {
  if (backfill.state !== "taking" || backfill.total === 0) {
    return backfill.state === "completed" ? 100 : 0;
  }
  return (backfill.taken / backfill.total) * 100;
}

/** What is left of the day: "312 of 10,000 units used today; renewed in 5 h". */
export function quotaWords(quota: Quota, now: number): string {
  const used = `${quota.used.toLocaleString("en")} of ${quota.limit.toLocaleString("en")} units`;
  const renewed = relativeTime(quota.renewsAt, now);
  return quota.spent
    ? `Today's quota is spent (${used}); renewed ${renewed}`
    : `${used} used today; renewed ${renewed}`;
}

const DAY_MS = 86_400_000;

/** The first moments of days in the reader's own zone, for a date input. */
export function dateInput(time: number): string {
  const at = new Date(time);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** What a date input holds as the moment at which that day begins here; undefined for nothing. */
export function dayBegins(text: string): string | undefined {
  const at = Date.parse(`${text}T00:00`);
  return Number.isNaN(at) ? undefined : new Date(Math.max(0, at)).toISOString();
}

/** How far back people mostly look. */
export const SPANS = [
  { words: "30 days", from: (now: number) => dateInput(now - 30 * DAY_MS) },
  { words: "A year", from: (now: number) => dateInput(now - 365 * DAY_MS) },
  { words: "Everything", from: () => "2005-01-01" },
] as const;
