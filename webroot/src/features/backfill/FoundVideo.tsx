import { CheckCheck, Filter } from "lucide-react";
import type { BackfillVideo } from "@/api/types";
import { cx } from "@/lib/cx";
import { clock } from "@/lib/format";
import { day } from "./backfillWords";

/** A video of a dry run, on one or two lines: what it is, and why it would not be taken in. */
export function FoundVideo({ video }: { video: BackfillVideo }) {
  const out = video.known || video.leftOut !== undefined;
  return (
    <li className="flex flex-col gap-x-4 px-3 py-2 sm:flex-row sm:items-baseline">
      <span dir="auto" className={cx("min-w-0 flex-1 truncate", out && "text-muted")} title={video.title}>
        {video.title === "" ? video.videoId : video.title}
      </span>
      <span className="flex flex-wrap items-center gap-x-3 text-sm text-muted tabular-nums">
        {video.known && (
          <span className="inline-flex items-center gap-1">
            <CheckCheck size={14} aria-hidden />
            Known already
          </span>
        )}
        {video.leftOut !== undefined && (
          <span className="inline-flex items-center gap-1">
            <Filter size={14} aria-hidden className="shrink-0" />
            {video.reason}
          </span>
        )}
        {video.durationSeconds !== undefined && <span>{clock(video.durationSeconds)}</span>}
        {video.publishedAt !== undefined && (
          <span {...(video.approximate ? { title: "The channel's pages tell the day only roughly" } : {})}>
            {video.approximate ? "about " : ""}
            {day(video.publishedAt)}
          </span>
        )}
      </span>
    </li>
  );
}
