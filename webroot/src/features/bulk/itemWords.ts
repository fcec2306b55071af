import type { BulkItem, JobStatus } from "@/api/types";
import { stageInWords } from "@/lib/pipelines";
import { STATUS_WORDS } from "@/lib/words";

/** What an item is called: by what is known of its video, or by what its row says first. */
export function itemTitle({ title, url, cells }: BulkItem): string {
  return title ?? url ?? cells.find((cell) => cell !== "") ?? "Empty row";
}

const CAUSES: Record<NonNullable<BulkItem["cause"]>, string> = {
  invalid: "Invalid",
  duplicate: "Duplicate",
  already_done: "Already done",
  by_hand: "Left out by hand",
  deadline: "Cut off by the deadline",
  cancelled: "Cancelled",
};

/** Why an item did not run, or what happens to it now; undefined when its status says it all. */
export function itemNote({ status, cause, stage, progress, type }: BulkItem): string | undefined {
  if (status === "processing" && stage !== undefined) {
    return `${stageInWords(type ?? "youtube", stage)}${progress === undefined ? "" : `, ${progress} %`}`;
  }
  return cause === undefined || CAUSES[cause] === STATUS_WORDS[status] ? undefined : CAUSES[cause];
}

/** A cell in few words, for who does not see it. */
export function cellWords(itemId: number, status: JobStatus | undefined, item: BulkItem | undefined): string {
  const place = item === undefined ? `Item ${itemId.toLocaleString("en")}` : `Row ${item.row.toLocaleString("en")}`;
  const words = [place, status === undefined ? "" : STATUS_WORDS[status]];
  if (item !== undefined) {
    words.push(itemNote(item) ?? "", itemTitle(item), item.message ?? "");
  }
  return words.filter((word) => word !== "").join(", ");
}
