import { type KeyboardEvent, type MouseEvent, useId, useRef, useState } from "react";
import type { JobStatus } from "@/api/types";
import { cellAfter, cellAt, type GridLayout } from "./gridLayout";
import { ItemCard } from "./ItemCard";
import type { ItemGrid } from "./ItemGrid";
import { cellWords } from "./itemWords";
import { useCellCanvas } from "./useCellCanvas";
import { useCells } from "./useCells";
import { useItem, useItemStatus } from "./useItem";

/** Those of one status are collected anew this often while they come and go. */
const COLLECT_MS = 250;
const CARD_PX = 288;

interface CellGridProps {
  bulkJobId: string;
  grid: ItemGrid;
  status: JobStatus | undefined;
  onOpen: (itemId: number) => void;
}

/** The item that is pointed at, and where its cell is in the box, in pixels. */
interface Pointed {
  itemId: number;
  x: number;
  y: number;
  byKey: boolean;
}

/** One cell an item, drawn: what is in the page does not grow with their number. */
export function CellGrid({ bulkJobId, grid, status, onOpen }: CellGridProps) {
  const cells = useCells(grid, status, COLLECT_MS);
  const [activeId, setActiveId] = useState<number>();
  const [pointed, setPointed] = useState<Pointed>();
  const [focused, setFocused] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const active = (activeId === undefined ? undefined : cells.indexOf(activeId)) ?? 0;
  const { canvas, layout, size } = useCellCanvas(box, grid, cells, focused ? active : undefined);
  const cellId = useId();

  const current = cells.itemAt(active);
  const currentStatus = useItemStatus(grid, current);
  const pointedStatus = useItemStatus(grid, pointed?.itemId);
  const item = useItem(bulkJobId, pointed?.itemId, pointedStatus);
  const known = item?.itemId === current ? item : undefined;

  const indexUnder = ({ clientX, clientY }: MouseEvent): number | undefined => {
    const element = box.current;
    if (element === null) {
      return undefined;
    }
    const { left, top } = element.getBoundingClientRect();
    return cellAt(layout, cells.count, clientX - left, clientY - top + element.scrollTop);
  };
  const point = (index: number | undefined, byKey: boolean): void => {
    const itemId = index === undefined ? undefined : cells.itemAt(index);
    if (itemId !== pointed?.itemId) {
      setPointed(
        index === undefined || itemId === undefined
          ? undefined
          : { itemId, byKey, ...placeOf(index, layout, box.current?.scrollTop ?? 0) },
      );
    }
  };
  const goTo = (index: number): void => {
    setActiveId(cells.itemAt(index));
    if (box.current !== null) {
      scrollTo(box.current, index, layout);
    }
    point(index, true);
  };
  const onKey = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(size.height / layout.pitch) - 1);
    const next = cellAfter(event.key, event.ctrlKey || event.metaKey, active, layout, cells.count, page);
    if (next !== undefined) {
      event.preventDefault();
      goTo(next);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onOpen(current);
    } else if (event.key === "Escape") {
      setPointed(undefined);
    }
  };

  return (
    <div className="relative">
      <div
        ref={box}
        role="grid"
        aria-label="Rows"
        aria-rowcount={layout.rows}
        aria-colcount={layout.columns}
        aria-activedescendant={cellId}
        tabIndex={0}
        onKeyDown={onKey}
        onFocus={(event) => {
          setFocused(event.currentTarget.matches(":focus-visible"));
          if (event.currentTarget.matches(":focus-visible")) {
            goTo(active);
          }
        }}
        onBlur={() => {
          setFocused(false);
          setPointed(undefined);
        }}
        onPointerMove={(event) => {
          if (event.pointerType !== "touch") point(indexUnder(event), false);
        }}
        onPointerLeave={() => point(undefined, false)}
        onScroll={() => {
          if (pointed?.byKey === false) setPointed(undefined);
        }}
        onClick={(event) => {
          const index = indexUnder(event);
          if (index !== undefined) {
            setActiveId(cells.itemAt(index));
            onOpen(cells.itemAt(index));
          }
        }}
        className="relative max-h-[min(40rem,65dvh)] cursor-pointer overflow-y-auto outline-offset-4"
      >
        <div style={{ height: layout.rows * layout.pitch - layout.gap }}>
          <canvas ref={canvas} aria-hidden className="sticky top-0 block" />
          <div role="row" aria-rowindex={Math.floor(active / layout.columns) + 1} className="sr-only">
            <div role="gridcell" id={cellId} aria-colindex={(active % layout.columns) + 1}>
              {cellWords(current, currentStatus, known)}
            </div>
          </div>
        </div>
      </div>
      <p role="status" className="sr-only">
        {pointed?.byKey === true && known !== undefined && cellWords(current, currentStatus, known)}
      </p>
      {pointed !== undefined && (
        <div
          aria-hidden
          className="pointer-events-none absolute z-10 w-72 max-w-full animate-rise rounded-md border bg-surface p-3 shadow-float"
          style={{
            left: Math.max(0, Math.min(pointed.x, size.width - CARD_PX)),
            ...(pointed.y > size.height / 2
              ? { bottom: size.height - pointed.y + layout.gap + 4 }
              : { top: pointed.y + layout.pitch + 4 }),
          }}
        >
          <ItemCard itemId={pointed.itemId} status={pointedStatus} item={item} />
        </div>
      )}
    </div>
  );
}

function placeOf(index: number, { pitch, columns }: GridLayout, scrolled: number): { x: number; y: number } {
  return { x: (index % columns) * pitch, y: Math.floor(index / columns) * pitch - scrolled };
}

/** Brings a cell into sight, no further than needed. */
function scrollTo(box: HTMLElement, index: number, { pitch, columns }: GridLayout): void {
  const top = Math.floor(index / columns) * pitch;
  if (top < box.scrollTop) {
    box.scrollTop = top;
  } else if (top + pitch > box.scrollTop + box.clientHeight) {
    box.scrollTop = top + pitch - box.clientHeight;
  }
}
