import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useReducer, useRef, useState } from "react";
import type { JobStatus } from "@/api/types";
import { cx } from "@/lib/cx";
import { useWide } from "@/lib/useMediaQuery";
import { Throttle } from "@/live/Throttle";
import type { ItemGrid } from "./ItemGrid";
import { ItemRow } from "./ItemRow";
import { useCells } from "./useCells";
import { useItemPages } from "./useItemPages";

/** Rows are for reading: they move slower than cells. */
const COLLECT_MS = 1000;
const REDRAW_MS = 300;
const ROW_PX = 56;
const CARD_PX = 96;

export const ITEM_COLUMNS = "md:grid md:grid-cols-[5rem_8rem_minmax(0,1fr)_auto] md:items-start md:gap-x-4";

interface ItemTableProps {
  bulkJobId: string;
  grid: ItemGrid;
  status: JobStatus | undefined;
}

/** The items as rows of which only those in sight are drawn and read. */
export function ItemTable({ bulkJobId, grid, status }: ItemTableProps) {
  const cells = useCells(grid, status, COLLECT_MS);
  useRedraw(grid);
  const wide = useWide();
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: cells.count,
    getScrollElement: () => box.current,
    estimateSize: () => (wide ? ROW_PX : CARD_PX),
    getItemKey: (index) => cells.itemAt(index),
    overscan: 6,
  });
  const shown = rows.getVirtualItems();
  const items = useItemPages(bulkJobId, cells, status, shown.at(0)?.index ?? 0, shown.at(-1)?.index ?? 0);
  return (
    <div
      ref={box}
      role="table"
      aria-label="Rows"
      aria-rowcount={cells.count + 1}
      tabIndex={0}
      className="max-h-[min(44rem,75dvh)] overflow-auto rounded-md border bg-surface"
    >
      <div role="rowgroup" className="sticky top-0 z-10 max-md:sr-only">
        <div
          role="row"
          aria-rowindex={1}
          className={cx("border-b bg-surface px-4 py-2.5 text-sm font-medium text-muted", ITEM_COLUMNS)}
        >
          <span role="columnheader">Row</span>
          <span role="columnheader">Status</span>
          <span role="columnheader">Title</span>
          <span role="columnheader" className="sr-only">
            Links and actions
          </span>
        </div>
      </div>
      <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
        {shown.map(({ key, index, start }) => {
          const itemId = cells.itemAt(index);
          return (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              role="row"
              aria-rowindex={index + 2}
              className={cx("absolute top-0 left-0 w-full border-b px-4 py-3", ITEM_COLUMNS)}
              style={{ transform: `translateY(${start}px)` }}
            >
              <ItemRow
                bulkJobId={bulkJobId}
                grid={grid}
                itemId={itemId}
                status={grid.statusOf(itemId)}
                item={items.get(itemId)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Draws again after items changed, so often. */
function useRedraw(grid: ItemGrid): void {
  const [, redraw] = useReducer((turn: number) => turn + 1, 0);
  const [throttle] = useState(() => new Throttle(REDRAW_MS));
  useEffect(() => {
    const stop = grid.watch(() => throttle.run("rows", redraw));
    return () => {
      stop();
      throttle.cancel();
    };
  }, [grid, throttle]);
}
