import { Link } from "@tanstack/react-router";
import type { Agent, Episode } from "@/api/types";
import { cx } from "@/lib/cx";
import { duration } from "@/lib/format";
import { Time } from "@/ui/Time";
import { Cover } from "./Cover";
import { EpisodeStateBadge } from "./EpisodeStateBadge";

interface EpisodeListProps {
  episodes: Episode[];
  /** Given where episodes of several agents stand together. */
  agents?: Agent[];
  stale?: boolean;
}

export function EpisodeList({ episodes, agents = [], stale = false }: EpisodeListProps) {
  return (
    <ul className={cx("divide-y rounded-md border bg-surface", stale && "opacity-60")}>
      {episodes.map((episode) => {
        const agent = agents.find(({ id }) => id === episode.agentId)?.name;
        return (
          <li key={episode.id} className="flex animate-rise gap-4 p-4">
            <Cover episode={episode} className="size-16" />
            <div className="min-w-0 flex-1">
              <Link
                to="/episodes/$episodeId"
                params={{ episodeId: episode.id }}
                dir="auto"
                className="line-clamp-2 font-semibold wording hover:text-accent"
              >
                {episode.title}
              </Link>
              <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
                <EpisodeStateBadge episode={episode} />
                {episode.durationSeconds > 0 && (
                  <span className="tabular-nums">{duration(episode.durationSeconds)}</span>
                )}
                {agent !== undefined && (
                  <span dir="auto" className="max-w-48 truncate">
                    {agent}
                  </span>
                )}
                <Time at={episode.publishedAt ?? episode.createdAt} />
              </p>
              <p dir="auto" className="mt-1 line-clamp-2 max-w-prose text-muted wording">
                {episode.description}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
