import { type PointerEvent, type ReactNode, type RefObject, useMemo } from "react";
import type { Span, Waveform } from "@/api/types";
import { inSpans, strokes } from "@/features/job/peaks";
import { usePlayer, usePlayTime } from "@/features/job/Player";
import { cx } from "@/lib/cx";
import { useWidth } from "@/lib/useWidth";
import { levels } from "./levels";

const HEIGHT = 96;
const COLUMN_PX = 3;

interface StripProps {
  box: RefObject<HTMLDivElement | null>;
  data: Waveform;
  speech: readonly Span[];
  chosen: Span;
  /** What of the recording it shows, in seconds. */
  from: number;
  to: number;
  className?: string;
  children: ReactNode;
}

/** A part of the recording to look at: speech in colour, what is cut away in grey, where it plays. A click goes there. */
export function Strip({ box, data, speech, chosen, from, to, className, children }: StripProps) {
  const columns = Math.max(40, Math.floor(useWidth(box) / COLUMN_PX));
  const { src, seek } = usePlayer();
  const length = to - from;
  const paths = useMemo(() => {
    const heights = levels(data, from, from + length, columns);
    const spoken = heights.map((_, column) => inSpans(from + ((column + 0.5) / columns) * length, speech));
    return {
      speech: strokes(heights, HEIGHT, (column) => spoken[column] === true),
      rest: strokes(heights, HEIGHT, (column) => spoken[column] !== true),
    };
  }, [data, from, length, columns, speech]);
  const place = (seconds: number): string =>
    `${(Math.max(0, Math.min(1, (seconds - from) / length)) * 100).toFixed(3)}%`;
  const pointTo = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    seek(from + Math.max(0, Math.min(1, (event.clientX - left) / width)) * length);
  };
  return (
    <div
      ref={box}
      onPointerDown={src === undefined ? undefined : pointTo}
      className={cx(
        "relative w-full touch-pan-y overflow-hidden rounded-sm bg-sunken select-none",
        src !== undefined && "cursor-pointer",
        className,
      )}
    >
      <svg
        aria-hidden
        viewBox={`0 0 ${columns} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="absolute inset-0 size-full fill-none"
      >
        <path
          d={paths.rest}
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
          className="stroke-line-strong opacity-70"
        />
        <path d={paths.speech} strokeWidth="1.75" vectorEffect="non-scaling-stroke" className="stroke-accent" />
      </svg>
      <span aria-hidden className="absolute inset-y-0 left-0 bg-sunken/80" style={{ width: place(chosen.start) }} />
      <span aria-hidden className="absolute inset-y-0 right-0 bg-sunken/80" style={{ left: place(chosen.end) }} />
      {children}
      <Playhead from={from} to={to} />
    </div>
  );
}

function Playhead({ from, to }: { from: number; to: number }) {
  const { src } = usePlayer();
  const time = usePlayTime();
  return (
    src !== undefined &&
    time >= from &&
    time <= to && (
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 w-0.5 -translate-x-1/2 bg-text"
        style={{ left: `${(((time - from) / (to - from)) * 100).toFixed(3)}%` }}
      />
    )
  );
}
