import type { BulkItem, JobStatus } from "@/api/types";
import { cx } from "@/lib/cx";
import { StatusBadge } from "@/features/jobs/StatusBadge";
import { itemNote, itemTitle } from "./itemWords";

interface ItemCardProps {
  itemId: number;
  status: JobStatus | undefined;
  /** Undefined while it is being read. */
  item: BulkItem | undefined;
}

/** An item in brief: which row, what it is, how it stands and what went wrong. */
export function ItemCard({ itemId, status, item }: ItemCardProps) {
  const note = item === undefined ? undefined : itemNote(item);
  return (
    <>
      <span className="flex items-center justify-between gap-3">
        <span className="text-sm text-muted tabular-nums">
          {item === undefined ? `Item ${itemId.toLocaleString("en")}` : `Row ${item.row.toLocaleString("en")}`}
        </span>
        {status !== undefined && <StatusBadge status={status} />}
      </span>
      {item !== undefined && (
        <>
          <span dir="auto" className="mt-1.5 line-clamp-2 font-medium wording">
            {itemTitle(item)}
          </span>
          {note !== undefined && <span className="mt-0.5 block text-sm text-muted tabular-nums">{note}</span>}
          {item.message !== undefined && (
            <span
              dir="auto"
              className={cx(
                "mt-0.5 line-clamp-3 text-sm wording",
                item.status === "failed" ? "text-bad" : "text-muted",
              )}
            >
              {item.message}
            </span>
          )}
        </>
      )}
    </>
  );
}
