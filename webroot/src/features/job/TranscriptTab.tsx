import { useQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Captions } from "lucide-react";
import { useEffect, useRef } from "react";
import { transcriptQuery } from "@/api/jobs";
import type { JobDetail, Segment, Transcript } from "@/api/types";
import { cx } from "@/lib/cx";
import { clock } from "@/lib/format";
import { engineWords } from "@/lib/words";
import { Badge } from "@/ui/Badge";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonRows } from "@/ui/Skeleton";
import { usePlayer, usePlayTime } from "./Player";
import { segmentAt } from "./segmentAt";
import { fileOf, madeAt } from "./sources";

const LINE_PX = 36;
const DRAFT = "Draft quality";

/** What is said, and when; a click goes there. */
export function TranscriptTab({ detail }: { detail: JobDetail }) {
  const file = fileOf(detail, "transcript", true);
  const transcript = useQuery(
    transcriptQuery(
      detail.job.id,
      file?.name,
      madeAt(detail, detail.job.type === "render" ? "rendering" : "transcription"),
    ),
  );
  if (transcript.data === undefined) {
    if (transcript.error !== null) {
      return <ErrorState what="The transcript" error={transcript.error} onRetry={() => void transcript.refetch()} />;
    }
    return file === undefined ? (
      <EmptyState icon={Captions} title="No transcript yet">
        It stands here once the transcription is done.
      </EmptyState>
    ) : (
      <SkeletonRows rows={8} className="h-8" />
    );
  }
  if (transcript.data.segments.length === 0) {
    return (
      <EmptyState icon={Captions} title="There is no transcript">
        {transcript.data.note ?? "Nothing was heard that could be written down."}
      </EmptyState>
    );
  }
  return (
    <>
      <Provenance transcript={transcript.data} />
      <Segments segments={transcript.data.segments} />
    </>
  );
}

function Provenance({ transcript: { engine, language, draft, note } }: { transcript: Transcript }) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
      <span>
        {engineWords(engine)}
        {language !== undefined && `, ${language}`}
      </span>
      {draft && <Badge tone="warn">{DRAFT}</Badge>}
      {note !== undefined && note !== DRAFT && <span className="text-sm wording">{note}</span>}
    </div>
  );
}

function Segments({ segments }: { segments: Segment[] }) {
  const box = useRef<HTMLDivElement>(null);
  const { src, playing, seek } = usePlayer();
  const current = segmentAt(segments, usePlayTime());
  const rows = useVirtualizer({
    count: segments.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: 12,
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
      className="max-h-[min(36rem,70dvh)] overflow-auto rounded-md border bg-surface py-1"
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
                <SegmentLine
                  segment={segment}
                  current={row.index === current}
                  onSeek={src === undefined ? undefined : seek}
                />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

interface SegmentLineProps {
  segment: Segment;
  current: boolean;
  onSeek: ((time: number) => void) | undefined;
}

function SegmentLine({ segment, current, onSeek }: SegmentLineProps) {
  const look = cx("flex w-full gap-4 px-4 py-1.5 text-left", current && "bg-accent-soft");
  const words = (
    <span dir="auto" className="min-w-0 flex-1 leading-relaxed wording">
      {segment.text}
    </span>
  );
  if (segment.start < 0) {
    return <p className={look}>{words}</p>;
  }
  return (
    <button
      type="button"
      disabled={onSeek === undefined}
      aria-current={current || undefined}
      onClick={() => onSeek?.(segment.start)}
      className={cx(look, "focus-visible:-outline-offset-2 enabled:hover:bg-sunken")}
    >
      <span className="w-14 shrink-0 text-sm leading-relaxed text-accent tabular-nums">{clock(segment.start)}</span>
      {words}
    </button>
  );
}
