import type { KeyboardEvent, PointerEvent, Ref, RefObject } from "react";
import { cx } from "@/lib/cx";
import { type Edge, exactClock } from "./cut";
import { nudge } from "./nudge";

interface EdgeHandleProps {
  edge: Edge;
  at: number;
  /** What the strip shows, in seconds. */
  from: number;
  to: number;
  strip: RefObject<HTMLDivElement | null>;
  duration: number;
  onMove: (to: number) => void;
  /** Where there is another handle for the same edge, only one is for the keyboard. */
  keyboard?: boolean;
  ref?: Ref<HTMLDivElement>;
}

/** One edge of the episode, to drag, or to move by the arrow keys. */
export function EdgeHandle({ edge, at, from, to, strip, duration, onMove, keyboard = false, ref }: EdgeHandleProps) {
  const onKey = (event: KeyboardEvent): void => {
    const step = nudge(event.key, event.shiftKey);
    const target =
      event.key === "Home" ? 0 : event.key === "End" ? duration : step === undefined ? undefined : at + step;
    if (target !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      onMove(target);
    }
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>): void => {
    const box = strip.current?.getBoundingClientRect();
    if (event.buttons === 1 && box !== undefined && box.width > 0) {
      event.stopPropagation();
      onMove(from + ((event.clientX - box.left) / box.width) * (to - from));
    }
  };
  const forKeys = keyboard
    ? {
        role: "slider",
        tabIndex: 0,
        "aria-label": edge === "start" ? "Start of the episode" : "End of the episode",
        "aria-valuemin": 0,
        "aria-valuemax": Math.round(duration),
        "aria-valuenow": Math.round(at * 10) / 10,
        "aria-valuetext": exactClock(at),
        onKeyDown: onKey,
      }
    : { "aria-hidden": true };
  return (
    <div
      ref={ref}
      {...forKeys}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus({ preventScroll: true });
      }}
      onPointerMove={onPointer}
      className="group absolute inset-y-0 z-10 flex w-8 -translate-x-1/2 cursor-ew-resize touch-none justify-center"
      style={{ left: `${(((at - from) / (to - from)) * 100).toFixed(3)}%` }}
    >
      <span className="h-full w-0.75 bg-accent" />
      <span
        className={cx(
          "absolute top-1/2 flex h-9 w-3.5 -translate-y-1/2 items-center justify-center rounded-sm bg-accent group-hover:bg-accent-strong",
          edge === "start" ? "right-1/2 mr-px rounded-r-none" : "left-1/2 ml-px rounded-l-none",
        )}
      >
        <span className="h-4 w-1 border-x border-on-accent/80" />
      </span>
    </div>
  );
}
