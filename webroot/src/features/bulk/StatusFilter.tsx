import type { BulkCounts, BulkJob, JobStatus } from "@/api/types";
import { cx } from "@/lib/cx";
import { count } from "@/lib/format";
import { STATUS_WORDS } from "@/lib/words";
import { ITEM_STATUSES, STATUS_FILLS } from "./bulkWords";
import { useBulkView } from "./useBulkView";

/** How many items stand how; a click shows those alone. */
export function StatusFilter({ job: { counts } }: { job: BulkJob }) {
  const { status: chosen, show } = useBulkView();
  return (
    <div role="group" aria-label="Rows by status" className="mt-3 flex flex-wrap gap-1.5">
      {ITEM_STATUSES.filter((status) => counts[status] > 0 || status === chosen).map((status) => (
        <button
          key={status}
          type="button"
          aria-pressed={chosen === status}
          onClick={() => show({ status: chosen === status ? undefined : status })}
          className={cx(
            "inline-flex h-8 items-center gap-2 rounded-full border px-3 text-sm",
            chosen === status ? "border-accent bg-accent-soft text-accent" : "bg-surface hover:bg-sunken",
          )}
        >
          <span
            aria-hidden
            className={cx("size-2.5 rounded-full ring-1 ring-line-strong/50 ring-inset", STATUS_FILLS[status])}
          />
          <span className="font-semibold tabular-nums">{counts[status].toLocaleString("en")}</span>
          <span className={cx(chosen !== status && "text-muted")}>
            {STATUS_WORDS[status]}
            <span className="max-sm:sr-only">{among(status, counts)}</span>
          </span>
        </button>
      ))}
    </div>
  );
}

/** What is known of why they stand there. */
function among(status: JobStatus, { invalid, duplicates }: BulkCounts): string {
  if (status === "failed" && invalid > 0) {
    return ` (${invalid.toLocaleString("en")} invalid)`;
  }
  return status === "skipped" && duplicates > 0 ? ` (${count(duplicates, "duplicate")})` : "";
}
