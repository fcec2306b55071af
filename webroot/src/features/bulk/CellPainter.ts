import type { JobStatus } from "@/api/types";
import type { GridLayout } from "./gridLayout";

/** What the painter draws: which item a cell is, and where that stands. */
export interface Cells {
  count: number;
  /** From 1. @param index of the cell, from 0 */
  itemAt: (index: number) => number;
  statusOf: (itemId: number) => JobStatus | undefined;
}

type Colour =
  "good" | "bad" | "accent" | "line" | "line-strong" | "surface" | "text" | "muted" | "sunken" | "on-accent";
const COLOURS: Colour[] = [
  "good",
  "bad",
  "accent",
  "line",
  "line-strong",
  "surface",
  "text",
  "muted",
  "sunken",
  "on-accent",
];

/** A large cell has rounder ones. */
const LARGE_PX = 24;
/** Corners are worth drawing from here on. */
const ROUNDED_PX = 14;

/** Draws cells onto a canvas that covers what is seen of them: all, or only those that changed. */
export class CellPainter {
  private readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D | null;
  private colours: Partial<Record<Colour, string>> = {};
  private scale = 1;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.readColours();
  }

  /** The theme changed. */
  readColours(): void {
    const style = getComputedStyle(document.documentElement);
    this.colours = Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }

  /** In pixels of the page. */
  resize(width: number, height: number): void {
    this.scale = window.devicePixelRatio;
    this.canvas.width = Math.round(width * this.scale);
    this.canvas.height = Math.round(height * this.scale);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
  }

  /** Everything that is seen. @param top how far it is scrolled, in pixels */
  paint(cells: Cells, layout: GridLayout, top: number, active: number | undefined): void {
    const { context, canvas } = this;
    if (context === null) {
      return;
    }
    context.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    context.clearRect(0, 0, canvas.width / this.scale, canvas.height / this.scale);
    const first = Math.floor(top / layout.pitch) * layout.columns;
    const last = Math.ceil((top + canvas.height / this.scale) / layout.pitch) * layout.columns;
    for (let index = first; index < Math.min(last, cells.count); index++) {
      this.draw(context, cells, layout, top, index, index === active);
    }
  }

  /** One cell, in its place among those that are drawn already. */
  repaint(cells: Cells, layout: GridLayout, top: number, index: number, active: boolean): void {
    const { context, canvas } = this;
    const y = Math.floor(index / layout.columns) * layout.pitch - top;
    if (context === null || y + layout.pitch < 0 || y > canvas.height / this.scale) {
      return;
    }
    context.clearRect((index % layout.columns) * layout.pitch, y, layout.pitch, layout.pitch);
    this.draw(context, cells, layout, top, index, active);
  }

  private draw(
    context: CanvasRenderingContext2D,
    cells: Cells,
    { pitch, gap, columns }: GridLayout,
    top: number,
    index: number,
    active: boolean,
  ): void {
    const itemId = cells.itemAt(index);
    const status = cells.statusOf(itemId) ?? "pending";
    const x = (index % columns) * pitch;
    const y = Math.floor(index / columns) * pitch - top;
    const size = pitch - gap;
    const { fill, ink } = LOOKS[status];
    context.fillStyle = this.colour(fill);
    box(context, x, y, size);
    context.fill();
    if (status === "pending" || status === "skipped") {
      context.strokeStyle = this.colour("line-strong");
      context.globalAlpha = status === "pending" ? 0.5 : 1;
      context.lineWidth = 1;
      box(context, x + 0.5, y + 0.5, size - 1);
      context.stroke();
      context.globalAlpha = 1;
    }
    this.mark(context, status, x, y, size, this.colour(ink));
    if (active) {
      context.strokeStyle = this.colour("text");
      context.lineWidth = 2;
      box(context, x + 1, y + 1, size - 2);
      context.stroke();
    }
  }

  /** A sign of its own for what must not be told by its colour alone. */
  private mark(
    context: CanvasRenderingContext2D,
    status: JobStatus,
    x: number,
    y: number,
    size: number,
    ink: string,
  ): void {
    const side = Math.max(4, Math.round(size * 0.4));
    const left = x + (size - side) / 2;
    const above = y + (size - side) / 2;
    context.strokeStyle = ink;
    context.lineWidth = size < ROUNDED_PX ? 1 : 1.5;
    context.beginPath();
    switch (status) {
      case "failed":
        context.moveTo(left, above);
        context.lineTo(left + side, above + side);
        context.moveTo(left + side, above);
        context.lineTo(left, above + side);
        break;
      case "processing":
        context.arc(left + side / 2, above + side / 2, side / 2, 0, 2 * Math.PI);
        break;
      case "cancelled":
        context.moveTo(left, above + side);
        context.lineTo(left + side, above);
        break;
      case "skipped":
        context.moveTo(left, above + side / 2);
        context.lineTo(left + side, above + side / 2);
        break;
      default:
        return;
    }
    context.stroke();
  }

  private colour(name: Colour): string {
    return this.colours[name] ?? "";
  }
}

const LOOKS: Record<JobStatus, { fill: Colour; ink: Colour }> = {
  pending: { fill: "surface", ink: "muted" },
  processing: { fill: "accent", ink: "on-accent" },
  completed: { fill: "good", ink: "surface" },
  failed: { fill: "bad", ink: "surface" },
  cancelled: { fill: "line-strong", ink: "surface" },
  skipped: { fill: "sunken", ink: "muted" },
};

function box(context: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  context.beginPath();
  if (size >= ROUNDED_PX) {
    context.roundRect(x, y, size, size, size >= LARGE_PX ? 5 : 3);
  } else {
    context.rect(x, y, size, size);
  }
}
