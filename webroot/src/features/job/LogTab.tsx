import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronsDown, Download, ScrollText, Search } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { LogLevel, LogLine } from "@/api/types";
import { cx } from "@/lib/cx";
import { count, exactTime } from "@/lib/format";
import { saveText } from "@/lib/saveText";
import { STAGE_WORDS } from "@/lib/words";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Input, Select } from "@/ui/Field";
import { SkeletonRows } from "@/ui/Skeleton";
import { filterLines, logText } from "./logText";
import { useLog } from "./useLog";

const LINE_PX = 24;
const AT_END_PX = 32;
const LOOKS: Record<LogLevel, string> = { info: "", warning: "text-warn", error: "text-bad" };
const MARKS: Record<LogLevel, string> = { info: "INFO", warning: "WARN", error: "ERROR" };

/** What the job wrote while it ran; follows the newest line until the reader scrolls up. */
export function LogTab({ jobId, live }: { jobId: string; live: boolean }) {
  const log = useLog(jobId);
  const [level, setLevel] = useState<LogLevel>("info");
  const [words, setWords] = useState("");
  const [following, setFollowing] = useState(live);
  const all = log.data;
  const lines = useMemo(() => filterLines(all ?? [], level, words), [all, level, words]);
  if (all === undefined) {
    return log.error === null ? (
      <SkeletonRows rows={8} className="h-6" />
    ) : (
      <ErrorState what="The log" error={log.error} onRetry={() => void log.refetch()} />
    );
  }
  return (
    <div>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <span className="relative min-w-40 flex-1 basis-full sm:basis-52">
          <Search size={16} aria-hidden className="pointer-events-none absolute top-2.5 left-3 text-muted" />
          <Input
            type="search"
            aria-label="Search the log"
            placeholder="Search the log"
            dir="auto"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            className="pl-9"
          />
        </span>
        <Select
          aria-label="Least level"
          className="max-sm:flex-1 max-sm:basis-24 sm:w-48!"
          value={level}
          onChange={(event) => setLevel(event.target.value as LogLevel)}
        >
          <option value="info">All levels</option>
          <option value="warning">Warnings and errors</option>
          <option value="error">Errors</option>
        </Select>
        <Button
          icon={ChevronsDown}
          aria-pressed={following}
          onClick={() => setFollowing(!following)}
          className={cx("max-sm:px-2.5", following && "border-accent text-accent")}
        >
          Follow
        </Button>
        <Button
          icon={Download}
          className="max-sm:px-2.5"
          disabled={all.length === 0}
          onClick={() => saveText(`reelcast-${jobId}.log`, logText(all))}
        >
          Download
        </Button>
      </div>
      <p role="status" className="mb-2 text-sm text-muted tabular-nums empty:hidden">
        {lines.length < all.length && `${lines.length.toLocaleString("en")} of ${count(all.length, "line")}`}
      </p>
      {lines.length === 0 ? (
        <EmptyState icon={ScrollText} title={all.length === 0 ? "Nothing logged yet" : "No such lines"}>
          {all.length === 0
            ? "Lines appear here as soon as the job writes them."
            : "Search for something else, or choose a lower level."}
        </EmptyState>
      ) : (
        <Lines lines={lines} following={following} onFollow={setFollowing} />
      )}
    </div>
  );
}

interface LinesProps {
  lines: LogLine[];
  following: boolean;
  onFollow: (following: boolean) => void;
}

function Lines({ lines, following, onFollow }: LinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    getItemKey: (index) => lines[index]?.seq ?? index,
    overscan: 20,
  });
  useEffect(() => {
    if (following) {
      rows.scrollToIndex(lines.length - 1, { align: "end" });
    }
  }, [following, lines.length, rows]);
  const onScrolledByHand = (): void => {
    const element = box.current;
    if (element !== null) {
      onFollow(element.scrollHeight - element.scrollTop - element.clientHeight < AT_END_PX);
    }
  };
  return (
    <div
      ref={box}
      role="log"
      aria-label="Log of the job"
      aria-live="off"
      tabIndex={0}
      onWheel={onScrolledByHand}
      onTouchMove={onScrolledByHand}
      onKeyUp={onScrolledByHand}
      className="max-h-[min(32rem,70dvh)] overflow-auto rounded-md border bg-surface py-2 font-mono text-xs"
    >
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const line = lines[row.index];
          return (
            line !== undefined && (
              <div
                key={row.key}
                ref={rows.measureElement}
                data-index={row.index}
                className="absolute top-0 left-0 w-full"
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <Line line={line} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function Line({ line }: { line: LogLine }) {
  const time = new Date(line.time).toLocaleTimeString("en-GB");
  return (
    <p className="flex flex-wrap gap-x-3 px-3 py-0.5 hover:bg-sunken sm:flex-nowrap" title={exactTime(line.time)}>
      <span className="shrink-0 text-muted tabular-nums">{time}</span>
      <span className={cx("w-10 shrink-0", line.level === "info" ? "text-muted" : LOOKS[line.level])}>
        {MARKS[line.level]}
      </span>
      <span className="shrink-0 truncate text-muted sm:w-32">
        {line.stage === undefined ? "" : STAGE_WORDS[line.stage]}
      </span>
      <span dir="auto" className={cx("min-w-0 flex-1 basis-full text-left wording sm:basis-0", LOOKS[line.level])}>
        {line.message}
      </span>
    </p>
  );
}
