import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { CellPainter } from "./CellPainter";
import type { CellList } from "./cells";
import { type GridLayout, layOut } from "./gridLayout";
import type { ItemGrid } from "./ItemGrid";

interface Size {
  width: number;
  height: number;
}

interface CellCanvas {
  canvas: RefObject<HTMLCanvasElement | null>;
  layout: GridLayout;
  /** Of what is seen of the cells. */
  size: Size;
}

/**
 * Draws cells, and keeps them drawn: one of them when its item changes, all that are seen when anything else does.
 *
 * @param box scrolls over the cells
 * @param active the cell that has a frame around it
 */
export function useCellCanvas(
  box: RefObject<HTMLElement | null>,
  grid: ItemGrid,
  cells: CellList,
  active: number | undefined,
): CellCanvas {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<CellPainter>(undefined);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const layout = useMemo(() => layOut(cells.count, size.width), [cells.count, size.width]);

  const paint = useEffectEvent(() => {
    painter.current?.paint(cells, layout, box.current?.scrollTop ?? 0, active);
  });
  const repaint = useEffectEvent((itemIds: readonly number[]) => {
    const top = box.current?.scrollTop ?? 0;
    for (const itemId of itemIds) {
      const index = cells.indexOf(itemId);
      if (index !== undefined) {
        painter.current?.repaint(cells, layout, top, index, index === active);
      }
    }
  });

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || canvas.current === null) {
      return undefined;
    }
    painter.current = new CellPainter(canvas.current);
    const sized = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    sized.observe(element);
    const themed = new MutationObserver(() => {
      painter.current?.readColours();
      paint();
    });
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
    const onScroll = (): void => paint();
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      sized.disconnect();
      themed.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [box]);
  useLayoutEffect(() => {
    painter.current?.resize(size.width, size.height);
    paint();
  }, [size]);
  useLayoutEffect(() => paint(), [cells, layout, active]);
  useEffect(
    () =>
      grid.watch((changes) => {
        if (changes === "all") {
          paint();
        } else {
          repaint(changes);
        }
      }),
    [grid],
  );
  return { canvas, layout, size };
}
