/** How cells are laid out: as large as their number allows, so that a few are easy to hit and many still seen at once. */
export interface GridLayout {
  /** From one cell's left edge to the next one's, in pixels. */
  pitch: number;
  gap: number;
  columns: number;
  rows: number;
}

const SIZES: { most: number; pitch: number; gap: number }[] = [
  { most: 200, pitch: 36, gap: 4 },
  { most: 1000, pitch: 26, gap: 3 },
  { most: 12_000, pitch: 16, gap: 2 },
  { most: Infinity, pitch: 12, gap: 2 },
];

/** @param width of the place for them, in pixels */
export function layOut(count: number, width: number): GridLayout {
  const { pitch, gap } = SIZES.find(({ most }) => count <= most) ?? { pitch: 12, gap: 2 };
  const columns = Math.max(1, Math.floor((width + gap) / pitch));
  return { pitch, gap, columns, rows: Math.ceil(count / columns) };
}

/** The cell at a place, from 0; undefined beside all of them. */
export function cellAt({ pitch, columns }: GridLayout, count: number, x: number, y: number): number | undefined {
  const column = Math.floor(x / pitch);
  const index = Math.floor(y / pitch) * columns + column;
  return column >= 0 && column < columns && index >= 0 && index < count ? index : undefined;
}

/**
 * The cell that a key leads to.
 *
 * @param page how many rows are seen at once
 * @returns undefined when the key is none that leads anywhere
 */
export function cellAfter(
  key: string,
  ctrl: boolean,
  index: number,
  { columns }: GridLayout,
  count: number,
  page: number,
): number | undefined {
  const start = index - (index % columns);
  const steps: Record<string, number> = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index - columns,
    ArrowDown: index + columns,
    PageUp: Math.max(index % columns, index - page * columns),
    PageDown: index + page * columns < count ? index + page * columns : count - 1,
    Home: ctrl ? 0 : start,
    End: ctrl ? count - 1 : start + columns - 1,
  };
  const wanted = steps[key];
  if (wanted === undefined) {
    return undefined;
  }
  if (key === "End") {
    return Math.min(count - 1, wanted);
  }
  return wanted < 0 || wanted >= count ? index : wanted;
}
