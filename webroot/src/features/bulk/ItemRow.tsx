import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { BulkItem, JobStatus } from "@/api/types";
import { StatusBadge } from "@/features/jobs/StatusBadge";
import { cx } from "@/lib/cx";
import { Skeleton } from "@/ui/Skeleton";
import type { ItemGrid } from "./ItemGrid";
import { itemNote, itemTitle } from "./itemWords";
import { SkipButton } from "./SkipButton";

interface ItemRowProps {
  bulkJobId: string;
  grid: ItemGrid;
  itemId: number;
  /** Where it stands by now, which may be further than the item was when it was read. */
  status: JobStatus | undefined;
  /** Undefined while it is being read. */
  item: BulkItem | undefined;
}

/** The cells of one item's row; below each other on a phone. */
export function ItemRow({ bulkJobId, grid, itemId, status, item }: ItemRowProps) {
  return (
    <>
      <span role="cell" className="text-muted tabular-nums max-md:float-right">
        <span className="md:sr-only">Row </span>
        {(item?.row ?? itemId).toLocaleString("en")}
      </span>
      <span role="cell">{status !== undefined && <StatusBadge status={status} />}</span>
      <span role="cell" className="min-w-0 max-md:mt-2 max-md:block">
        {item === undefined ? <Skeleton className="h-5 w-2/3" /> : <Title item={item} />}
      </span>
      <span role="cell" className="flex items-center gap-3 max-md:mt-2 max-md:empty:hidden md:-my-1 md:min-h-8">
        {item?.episodeId !== undefined && (
          <Link
            to="/episodes/$episodeId"
            params={{ episodeId: item.episodeId }}
            className="text-sm font-medium text-accent hover:underline"
          >
            Episode
          </Link>
        )}
        {item !== undefined && status === "pending" && <SkipButton bulkJobId={bulkJobId} grid={grid} item={item} />}
      </span>
    </>
  );
}

/** So long a message is cut until it is asked for. */
const LONG = 120;

function Title({ item }: { item: BulkItem }) {
  const [whole, setWhole] = useState(false);
  const note = itemNote(item);
  const { message } = item;
  return (
    <>
      {item.jobId === undefined ? (
        <span dir="auto" className="line-clamp-2 font-medium wording">
          {itemTitle(item)}
        </span>
      ) : (
        <Link
          to="/jobs/$jobId"
          params={{ jobId: item.jobId }}
          dir="auto"
          className="line-clamp-2 font-medium wording hover:text-accent"
        >
          {itemTitle(item)}
        </Link>
      )}
      {note !== undefined && <span className="block text-sm text-muted tabular-nums">{note}</span>}
      {message !== undefined && (
        <span className={cx("block text-sm", item.status === "failed" ? "text-bad" : "text-muted")}>
          <span dir="auto" className={cx("wording", whole ? "whitespace-pre-line" : "line-clamp-2")}>
            {message}
          </span>
          {message.length > LONG && (
            <button
              type="button"
              aria-expanded={whole}
              onClick={() => setWhole(!whole)}
              className="font-medium text-accent hover:underline"
            >
              {whole ? "Less" : "All of it"}
            </button>
          )}
        </span>
      )}
    </>
  );
}
