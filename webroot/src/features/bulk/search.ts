import type { JobStatus } from "@/api/types";
import { STATUS_WORDS } from "@/lib/words";

/** From what a bulk job can be made here. */
export const SOURCES = ["csv", "list", "sheet"] as const;
export type NewSource = (typeof SOURCES)[number];

export function parseNewBulkSearch(raw: Record<string, unknown>): { from?: NewSource | undefined } {
  return { from: SOURCES.find((known) => known === raw.from) };
}

/** What the address of a bulk job's page says beside which one it is. */
export interface BulkSearch {
  /** Only items of this status are shown. */
  status?: JobStatus | undefined;
  view?: "table" | undefined;
  /** The item that is open. */
  item?: number | undefined;
  /** Before the start: rows that are done already run again. */
  again?: true | undefined;
  /** Before the start: the sheet gets what became of its rows. */
  writeBack?: true | undefined;
}

/** What makes no sense becomes undefined, because the router keeps what is merely left out. */
export function parseBulkSearch(raw: Record<string, unknown>): BulkSearch {
  const { status, view, item, again, writeBack } = raw;
  return {
    status: typeof status === "string" && status in STATUS_WORDS ? (status as JobStatus) : undefined,
    view: view === "table" ? view : undefined,
    item: typeof item === "number" && Number.isInteger(item) && item > 0 ? item : undefined,
    again: again === true ? again : undefined,
    writeBack: writeBack === true ? writeBack : undefined,
  };
}
