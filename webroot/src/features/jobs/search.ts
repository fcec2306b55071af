import { type JobFilter, type JobSort, SORTS } from "@/api/jobs";
import type { JobStatus, JobType } from "@/api/types";
import { STATUS_WORDS, TYPE_WORDS } from "@/lib/words";

/** How many days back a job may have been created, today among them. */
export const AGES = [1, 7, 30] as const;
export type Age = (typeof AGES)[number];

/** What the address of the jobs page says. */
export interface JobSearch {
  /** Statuses, separated by commas. */
  status?: string | undefined;
  type?: JobType | undefined;
  agentId?: string | undefined;
  bulkJobId?: string | undefined;
  days?: Age | undefined;
  q?: string | undefined;
  sort?: JobSort | undefined;
  /** From 1. */
  page?: number | undefined;
}

export const PAGE_SIZE = 50;

/** The server counts no further by offset. */
export const LAST_OFFSET = 10_000;

/**
 * Reads an address. What makes no sense becomes undefined: a value that is merely left out would stay as it was, for the
 * router keeps what a page does not speak of.
 */
export function parseJobSearch(raw: Record<string, unknown>): JobSearch {
  const text = (name: string): string | undefined => {
    const value = raw[name];
    const given = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
    return given === "" ? undefined : given;
  };
  const type = text("type");
  const page = Number(text("page"));
  const reachable = Number.isInteger(page) && page > 1 && (page - 1) * PAGE_SIZE <= LAST_OFFSET;
  return {
    status: parseStatuses(text("status")).join(",") || undefined,
    type: type !== undefined && type in TYPE_WORDS ? (type as JobType) : undefined,
    agentId: text("agentId"),
    bulkJobId: text("bulkJobId"),
    days: AGES.find((known) => String(known) === text("days")),
    q: text("q"),
    sort: SORTS.find((known) => known === text("sort")),
    page: reachable ? page : undefined,
  };
}

export function parseStatuses(text: string | undefined): JobStatus[] {
  return (text ?? "").split(",").filter((word): word is JobStatus => word in STATUS_WORDS);
}

/** What is asked of the server. */
export function toFilter(search: JobSearch, now: number): JobFilter {
  const { status, type, agentId, bulkJobId, days, q, sort } = search;
  const statuses = parseStatuses(status);
  const from = days === undefined ? undefined : daysAgo(days - 1, now);
  return { type, agentId, bulkJobId, q, from, sort, status: statuses.length > 0 ? statuses : undefined };
}

/** The midnight of the reader's own zone with which a day began. */
function daysAgo(days: number, now: number): string {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  day.setDate(day.getDate() - days);
  return day.toISOString();
}

export function isFiltered({ status, type, agentId, bulkJobId, days, q }: JobSearch): boolean {
  return [status, type, agentId, bulkJobId, days, q].some((value) => value !== undefined);
}

/** The sort order after a click on a column's head: its natural direction first, then the other one. */
export function nextSort(current: JobSort, field: "createdAt" | "title" | "duration"): JobSort {
  const natural: JobSort = field === "title" ? "title" : `-${field}`;
  const other: JobSort = field === "title" ? "-title" : field;
  return current === natural ? other : natural;
}
