import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from "react";
import type { Span, Waveform as WaveformData } from "@/api/types";
import { clock } from "@/lib/format";
import { useWidth } from "@/lib/useWidth";
import { inSpans, strokes, toColumns } from "./peaks";
import { usePlayer, usePlayTime } from "./Player";

const HEIGHT = 88;
const COLUMN_PX = 3;
const NUDGE_S = 5;
const LEAP_S = 30;

interface WaveformProps {
  data: WaveformData;
  speech: readonly Span[];
  /** What was chosen as the episode. */
  chosen: Span | undefined;
}

/** The recording to look at: speech in colour, the chosen span in brackets. A click or the arrow keys go to a place. */
export function Waveform({ data, speech, chosen }: WaveformProps) {
  const box = useRef<HTMLDivElement>(null);
  const columns = Math.max(40, Math.floor(useWidth(box) / COLUMN_PX));
  const { src, seek } = usePlayer();
  const time = usePlayTime();
  const { duration } = data;
  const paths = useMemo(() => {
    const levels = toColumns(data.peaks, columns);
    const spoken = levels.map((_, column) => inSpans(((column + 0.5) / columns) * data.duration, speech));
    return {
      speech: strokes(levels, HEIGHT, (column) => spoken[column] === true),
      rest: strokes(levels, HEIGHT, (column) => spoken[column] !== true),
    };
  }, [data, columns, speech]);

  const place = (seconds: number): string => `${(Math.min(1, seconds / duration) * 100).toFixed(3)}%`;
  const pointTo = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    seek(Math.max(0, Math.min(1, (event.clientX - left) / width)) * duration);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -NUDGE_S, ArrowRight: NUDGE_S, PageDown: -LEAP_S, PageUp: LEAP_S }[event.key];
    const target =
      event.key === "Home" ? 0 : event.key === "End" ? duration : step === undefined ? undefined : time + step;
    if (target !== undefined) {
      event.preventDefault();
      seek(Math.min(duration, target));
    }
  };
  const playable =
    src === undefined
      ? { role: "img", "aria-label": "Waveform of the recording" }
      : {
          role: "slider",
          tabIndex: 0,
          "aria-label": "Place in the recording",
          "aria-valuemin": 0,
          "aria-valuemax": Math.round(duration),
          "aria-valuenow": Math.round(time),
          "aria-valuetext": `${clock(time)} of ${clock(duration)}`,
          onKeyDown: onKey,
          onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            pointTo(event);
          },
          onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
            if (event.buttons === 1) {
              pointTo(event);
            }
          },
        };
  return (
    <div
      ref={box}
      {...playable}
      className="relative h-22 w-full touch-pan-y overflow-hidden rounded-sm bg-sunken select-none data-[play=true]:cursor-pointer"
      data-play={src !== undefined}
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
      {chosen !== undefined && (
        <>
          <span aria-hidden className="absolute inset-y-0 left-0 bg-sunken/75" style={{ width: place(chosen.start) }} />
          <span aria-hidden className="absolute inset-y-0 right-0 bg-sunken/75" style={{ left: place(chosen.end) }} />
          <span
            aria-hidden
            className="absolute inset-y-0.5 rounded-sm border-x-3 border-y border-y-accent/35 border-x-accent"
            style={{ left: place(chosen.start), right: `calc(100% - ${place(chosen.end)})` }}
          />
        </>
      )}
      {src !== undefined && (
        <span aria-hidden className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-text" style={{ left: place(time) }} />
      )}
    </div>
  );
}
