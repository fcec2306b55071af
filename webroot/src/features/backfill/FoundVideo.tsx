import { CheckCheck, Filter, type LucideIcon } from "lucide-react";
import type { BackfillVideo } from "@/api/types";
import { cx } from "@/lib/cx";
import { clock } from "@/lib/format";
import { day } from "./backfillWords";

/** A video of a dry run: what it is, and below that why it would not be taken in. */
export function FoundVideo({ video }: { video: BackfillVideo }) {
  const out = video.known || video.leftOut !== undefined;
  return (
    <li className="px-3 py-2">
      <div className="flex flex-col gap-x-4 sm:flex-row sm:items-baseline">
        <span dir="auto" className={cx("min-w-0 flex-1 truncate text-left", out && "text-muted")} title={video.title}>
          {video.title === "" ? video.videoId : video.title}
        </span>
        <span className="flex shrink-0 gap-x-3 text-sm text-muted tabular-nums">
          {video.durationSeconds !== undefined && <span>{clock(video.durationSeconds)}</span>}
          {video.publishedAt !== undefined && (
            <span {...(video.approximate ? { title: "The channel's pages tell the day only roughly" } : {})}>
              {video.approximate ? "about " : ""}
              {day(video.publishedAt)}
            </span>
          )}
        </span>
      </div>
      {video.known && <Why icon={CheckCheck}>Known already</Why>}
      {video.reason !== undefined && <Why icon={Filter}>{video.reason}</Why>}
    </li>
  );
}

function Why({ icon: Icon, children }: { icon: LucideIcon; children: string }) {
  return (
    <p className="flex items-start gap-1.5 text-sm text-muted">
      <Icon size={14} aria-hidden className="mt-0.5 shrink-0" />
      <span className="min-w-0 wording">{children}</span>
    </p>
  );
}
