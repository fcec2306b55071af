import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowLeftToLine, ArrowRightToLine } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Segment, Span } from "@/api/types";
import { usePlayer, usePlayTime } from "@/features/job/Player";
import { segmentAt } from "@/features/job/segmentAt";
import { cx } from "@/lib/cx";
import { clock } from "@/lib/format";
import type { CutEditing } from "./useCut";

const LINE_PX = 40;

interface ReviewTranscriptProps {
  segments: Segment[];
  editing: CutEditing;
}

/** What is said: a click listens there; each line can be made the first or the last one of the episode. */
export function ReviewTranscript({ segments, editing }: ReviewTranscriptProps) {
  const box = useRef<HTMLDivElement>(null);
  const { playing, src, seek } = usePlayer();
  const current = segmentAt(segments, usePlayTime());
  const { span } = editing.cut;
  const first = segments.findIndex(({ end }) => end > span.start);
  const rows = useVirtualizer({
    count: segments.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: 12,
    // Where the episode begins, not where the recording does.
    initialOffset: Math.max(0, first - 2) * LINE_PX,
  });
  useEffect(() => {
    if (playing && current >= 0) {
      rows.scrollToIndex(current, { align: "center" });
    }
  }, [playing, current, rows]);
  return (
    <div
      ref={box}
      tabIndex={0}
      role="group"
      aria-label="Transcript"
      className="max-h-[min(32rem,60dvh)] overflow-auto rounded-md border bg-surface py-1"
    >
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const segment = segments[row.index];
          return (
            segment !== undefined && (
              <div
                key={row.key}
                ref={rows.measureElement}
                data-index={row.index}
                className="absolute top-0 left-0 w-full"
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <Line
                  segment={segment}
                  current={row.index === current}
                  span={span}
                  onSeek={src === undefined ? undefined : seek}
                  onStart={() => editing.move("start", segment.start)}
                  onEnd={() => editing.move("end", segment.end)}
                />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

interface LineProps {
  segment: Segment;
  current: boolean;
  span: Span;
  onSeek: ((time: number) => void) | undefined;
  onStart: () => void;
  onEnd: () => void;
}

function Line({ segment, current, span, onSeek, onStart, onEnd }: LineProps) {
  const timed = segment.start >= 0;
  const inside = timed && segment.end > span.start && segment.start < span.end;
  const words = (
    <span dir="auto" className={cx("min-w-0 flex-1 leading-relaxed wording", timed && !inside && "text-muted")}>
      {segment.text}
    </span>
  );
  if (!timed) {
    return <p className="px-4 py-1.5">{words}</p>;
  }
  return (
    <div
      className={cx(
        "group flex items-start gap-1 border-l-3 pr-2 focus-within:bg-sunken hover:bg-sunken",
        inside ? "border-accent" : "border-transparent",
        current && "bg-accent-soft",
      )}
    >
      <button
        type="button"
        disabled={onSeek === undefined}
        aria-current={current || undefined}
        onClick={() => onSeek?.(segment.start)}
        className="flex min-w-0 flex-1 gap-3 py-1.5 pl-3 text-left focus-visible:-outline-offset-2"
      >
        <span
          className={cx("w-14 shrink-0 text-sm leading-relaxed tabular-nums", inside ? "text-accent" : "text-muted")}
        >
          {clock(segment.start)}
        </span>
        {words}
      </button>
      <LineButton label={`Start at ${clock(segment.start)}`} onClick={onStart} icon={ArrowRightToLine} />
      <LineButton label={`End at ${clock(segment.end)}`} onClick={onEnd} icon={ArrowLeftToLine} />
    </div>
  );
}

function LineButton({
  label,
  onClick,
  icon: Icon,
}: {
  label: string;
  onClick: () => void;
  icon: typeof ArrowLeftToLine;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="mt-0.5 inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted group-focus-within:opacity-100 group-hover:opacity-100 hover:bg-surface hover:text-text sm:opacity-0"
    >
      <Icon size={16} aria-hidden />
    </button>
  );
}
