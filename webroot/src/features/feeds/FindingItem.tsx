import { Link } from "@tanstack/react-router";
import { CircleAlert, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { FeedFinding } from "@/api/types";
import { cx } from "@/lib/cx";
import { count } from "@/lib/format";

const LEVELS: Record<FeedFinding["level"], { icon: LucideIcon; word: string; tone: string }> = {
  error: { icon: CircleAlert, word: "Refused", tone: "text-bad" },
  warning: { icon: TriangleAlert, word: "Warning", tone: "text-warn" },
  hint: { icon: Info, word: "Hint", tone: "text-muted" },
};

/** One thing that directories would say, and what to do about it. */
export function FindingItem({ finding }: { finding: FeedFinding }) {
  const { icon: Icon, word, tone } = LEVELS[finding.level];
  const more = finding.count - finding.episodes.length;
  return (
    <li className="flex gap-3 py-3">
      <Icon size={18} aria-hidden className={cx("mt-0.5 shrink-0", tone)} />
      <div className="min-w-0 flex-1">
        <p className="wording">
          <span className={cx("font-medium", tone)}>{word}</span>
          <span className="text-muted"> · {finding.directories.join(", ")}</span>
        </p>
        <p className="font-medium wording">
          {finding.message}
          {finding.count > 1 && <span className="font-normal text-muted"> ({count(finding.count, "episode")})</span>}
        </p>
        <p className="text-muted wording">{finding.fix}</p>
        {finding.episodes.length > 0 && (
          <p className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5 text-sm">
            {finding.episodes.map((episode) => (
              <Link
                key={episode.id}
                to="/episodes/$episodeId"
                params={{ episodeId: episode.id }}
                dir="auto"
                className="max-w-full truncate text-accent hover:underline"
              >
                {episode.title.trim() === "" ? "Untitled" : episode.title}
              </Link>
            ))}
            {more > 0 && <span className="text-muted">and {more.toLocaleString("en")} more</span>}
          </p>
        )}
      </div>
    </li>
  );
}
