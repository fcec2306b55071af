import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight, CircleCheck, ListChecks, Scissors } from "lucide-react";
import { episodesQuery } from "@/api/episodes";
import type { Episode } from "@/api/types";
import { Cover } from "@/features/episodes/Cover";
import { cx } from "@/lib/cx";
import { clock, duration, share } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { buttonClass } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonRows } from "@/ui/Skeleton";
import { Time } from "@/ui/Time";
import { isUnderWay } from "./cut";
import { REVIEW_SIZE } from "./ReviewListPage";

/** The episodes that wait for a person, of one agent or of all; each opens its review. */
export function ReviewList({ agentId }: { agentId: string | undefined }) {
  const filter = agentId === undefined ? { held: true } : { held: true, agentId };
  const { data, error, isPlaceholderData, refetch } = useQuery(episodesQuery(filter, 1, REVIEW_SIZE));
  if (data === undefined) {
    return error === null ? (
      <SkeletonRows className="h-24" />
    ) : (
      <ErrorState what="The episodes" error={error} onRetry={() => void refetch()} />
    );
  }
  const [first] = data.episodes;
  if (first === undefined) {
    return (
      <EmptyState
        icon={CircleCheck}
        title="Nothing waits for review"
        action={
          <Link to="/episodes" search={{}} className={buttonClass()}>
            All episodes
          </Link>
        }
      >
        Episodes that are not published by themselves stand here until you decide.
      </EmptyState>
    );
  }
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <Link
          to="/review/$episodeId"
          params={{ episodeId: first.id }}
          search={{ agentId }}
          className={buttonClass("primary")}
        >
          <ListChecks size={16} aria-hidden /> Review one after the other
        </Link>
        {data.total > data.episodes.length && (
          <p className="text-sm text-muted">The newest {data.episodes.length} are shown; the others follow.</p>
        )}
      </div>
      <ul className={cx("divide-y rounded-md border bg-surface", isPlaceholderData && "opacity-60")}>
        {data.episodes.map((episode) => (
          <ReviewRow key={episode.id} episode={episode} agentId={agentId} />
        ))}
      </ul>
    </>
  );
}

function ReviewRow({ episode, agentId }: { episode: Episode; agentId: string | undefined }) {
  const { span, confidence, recut } = episode;
  return (
    <li className="relative flex animate-rise items-center gap-4 p-4 hover:bg-sunken/60">
      <Cover episode={episode} className="size-14 max-sm:hidden" />
      <div className="min-w-0 flex-1">
        <Link
          to="/review/$episodeId"
          params={{ episodeId: episode.id }}
          search={{ agentId }}
          dir="auto"
          className="line-clamp-2 font-semibold wording before:absolute before:inset-0"
        >
          {episode.title}
        </Link>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted tabular-nums">
          {confidence !== undefined && (
            <Badge tone={confidence < 0.5 ? "warn" : "muted"}>{share(confidence)} sure</Badge>
          )}
          {recut !== undefined && isUnderWay(recut.status) && (
            <Badge tone="accent">
              <Scissors size={14} aria-hidden /> Being cut
            </Badge>
          )}
          {span !== undefined && (
            <span>
              {clock(span.start)}–{clock(span.end)}
            </span>
          )}
          {episode.durationSeconds > 0 && <span>{duration(episode.durationSeconds)}</span>}
          <Time at={episode.createdAt} />
        </p>
        <p dir="auto" className="mt-1 line-clamp-2 max-w-prose text-muted wording">
          {episode.reason}
        </p>
      </div>
      <ChevronRight size={18} aria-hidden className="shrink-0 text-muted" />
    </li>
  );
}
