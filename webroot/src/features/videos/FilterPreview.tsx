import { Check, EyeOff } from "lucide-react";
import type { FilterPreview as Preview } from "@/api/types";
import { cx } from "@/lib/cx";
import { count, duration } from "@/lib/format";
import { Fold } from "@/ui/Fold";

/** "12 of the newest 50 videos would be left out", and which. */
export function FilterPreview({ preview, stale }: { preview: Preview | undefined; stale: boolean }) {
  return (
    <div role="status" className={cx("rounded-md bg-sunken px-3 py-2.5 empty:hidden", stale && "opacity-60")}>
      {preview !== undefined &&
        (preview.total === 0 ? (
          <p className="text-muted">
            No video of the channel was seen yet. Once there are some, filters are tried here.
          </p>
        ) : (
          <Fold summary={<span className="text-text tabular-nums">{sentence(preview)}</span>}>
            <ul className="mt-2 max-h-80 divide-y overflow-y-auto">
              {preview.videos.map((video) => {
                const out = video.rule !== undefined;
                const Icon = out ? EyeOff : Check;
                return (
                  <li key={video.videoId} className="flex items-start gap-2.5 py-1.5">
                    <Icon size={16} aria-hidden className={cx("mt-0.5 shrink-0", out ? "text-muted" : "text-good")} />
                    <div className="min-w-0 flex-1">
                      <p className={cx("wording", out && "text-muted")}>
                        <span className="sr-only">{out ? "Left out: " : "Taken: "}</span>
                        <bdi>{video.title === "" ? video.videoId : video.title}</bdi>
                      </p>
                      {video.reason !== undefined && (
                        <p dir="auto" className="text-sm text-muted wording">
                          {video.reason}
                        </p>
                      )}
                    </div>
                    {video.durationSeconds !== undefined && (
                      <span className="shrink-0 text-sm text-muted tabular-nums">
                        {duration(video.durationSeconds)}
                      </span>
                    )}
                  </li>
                );
              })}
            </ul>
          </Fold>
        ))}
    </div>
  );
}

function sentence({ total, leftOut }: Preview): string {
  if (total === 1) {
    return `The newest video would be ${leftOut === 0 ? "taken" : "left out"}.`;
  }
  const newest = `of the newest ${count(total, "video")}`;
  return leftOut === 0
    ? `All ${newest} would be taken.`
    : `${leftOut.toLocaleString("en")} ${newest} would be left out.`;
}
