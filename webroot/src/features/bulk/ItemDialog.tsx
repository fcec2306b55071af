import { Link } from "@tanstack/react-router";
import type { BulkJob } from "@/api/types";
import { StatusBadge } from "@/features/jobs/StatusBadge";
import { cx } from "@/lib/cx";
import { Dialog } from "@/ui/Dialog";
import { type Fact, Facts } from "@/ui/Facts";
import { SkeletonRows } from "@/ui/Skeleton";
import { Time } from "@/ui/Time";
import type { ItemGrid } from "./ItemGrid";
import { itemNote, itemTitle } from "./itemWords";
import { SkipButton } from "./SkipButton";
import { useItem, useItemStatus } from "./useItem";

interface ItemDialogProps {
  job: BulkJob;
  grid: ItemGrid;
  /** The item that is open, or undefined for none. */
  itemId: number | undefined;
  onClose: () => void;
}

/** All of one item: its row as it was given, how it stands, and where it leads. */
export function ItemDialog({ job, grid, itemId, onClose }: ItemDialogProps) {
  const status = useItemStatus(grid, itemId);
  const item = useItem(job.id, itemId, status, 0);
  const open = itemId !== undefined && status !== undefined;
  const note = item === undefined ? undefined : itemNote(item);
  const facts: Fact[] =
    item === undefined
      ? []
      : [
          ...job.columns.map(({ name }, index) => ({
            name: name === "" ? `Column ${index + 1}` : name,
            value: cell(item.cells[index]),
          })),
          ...(item.startedAt === undefined ? [] : [{ name: "Started", value: <Time at={item.startedAt} /> }]),
          ...(item.finishedAt === undefined ? [] : [{ name: "Ended", value: <Time at={item.finishedAt} /> }]),
        ];
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      wide
      title={item === undefined ? `Item ${itemId ?? ""}` : `Row ${item.row.toLocaleString("en")}`}
    >
      {item === undefined ? (
        <SkeletonRows rows={3} className="h-8" />
      ) : (
        <div className="flex flex-col gap-4">
          <div>
            <p dir="auto" className="font-semibold wording">
              {itemTitle(item)}
            </p>
            <p className="mt-1.5 flex flex-wrap items-center gap-3 text-muted tabular-nums">
              {status !== undefined && <StatusBadge status={status} />}
              {note}
            </p>
          </div>
          {item.message !== undefined && (
            <p
              dir="auto"
              className={cx(
                "max-h-60 overflow-auto rounded-md border border-l-4 px-3 py-2 whitespace-pre-line wording",
                item.status === "failed" ? "border-l-bad" : "border-l-line-strong",
              )}
            >
              {item.message}
            </p>
          )}
          <Facts facts={facts} />
          <div className="flex flex-wrap items-center gap-4 empty:hidden">
            {item.jobId !== undefined && (
              <Link
                to="/jobs/$jobId"
                params={{ jobId: item.jobId }}
                className="font-medium text-accent hover:underline"
              >
                Open the job
              </Link>
            )}
            {item.episodeId !== undefined && (
              <Link
                to="/episodes/$episodeId"
                params={{ episodeId: item.episodeId }}
                className="font-medium text-accent hover:underline"
              >
                Open the episode
              </Link>
            )}
            {status === "pending" && (
              <span className="ml-auto">
                <SkipButton bulkJobId={job.id} grid={grid} item={item} />
              </span>
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}

/** A text may be 20,000 characters long. */
function cell(text = "") {
  return <span className="block max-h-40 overflow-auto whitespace-pre-line">{text === "" ? "–" : text}</span>;
}
