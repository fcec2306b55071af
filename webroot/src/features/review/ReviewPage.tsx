import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { episodeQuery, episodesQuery } from "@/api/episodes";
import { jobQuery } from "@/api/jobs";
import { ApiError } from "@/api/problem";
import type { Episode } from "@/api/types";
import { usePage } from "@/app/crumbs";
import { NotFound } from "@/app/NotFound";
import { PlayerProvider } from "@/features/job/Player";
import { sourceUrl } from "@/features/job/sources";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";
import { neighboursOf } from "./neighbours";
import { ReviewEditor } from "./ReviewEditor";
import { REVIEW_SIZE } from "./ReviewListPage";

/** The review of one episode, and the way on to the next. */
export function ReviewPage() {
  const { episodeId } = useParams({ from: "/signed-in/review/$episodeId" });
  const { data: episode, error, refetch } = useQuery(episodeQuery(episodeId));
  usePage(episode?.title ?? "Review", { label: "Review", to: "/review" });
  if (episode !== undefined) {
    return <Reviewed key={episode.id} episode={episode} />;
  }
  if (error instanceof ApiError && error.status === 404) {
    return <NotFound what="episode" />;
  }
  return error === null ? <Loading /> : <ErrorState what="The episode" error={error} onRetry={() => void refetch()} />;
}

function Reviewed({ episode }: { episode: Episode }) {
  const { agentId } = useSearch({ from: "/signed-in/review/$episodeId" });
  const navigate = useNavigate();
  const detail = useQuery(jobQuery(episode.jobId));
  const filter = agentId === undefined ? { held: true } : { held: true, agentId };
  const waiting = useQuery(episodesQuery(filter, 1, REVIEW_SIZE));
  const neighbours = neighboursOf(waiting.data?.episodes ?? [], waiting.data?.total ?? 0, episode.id);
  const go = (id: string): void =>
    void navigate({ to: "/review/$episodeId", params: { episodeId: id }, search: { agentId } });
  const onSettled = (): void => {
    if (neighbours.place === 0) {
      return;
    }
    const then = neighbours.next ?? neighbours.previous;
    if (then === undefined) {
      void navigate({ to: "/review", search: { agentId } });
    } else {
      go(then);
    }
  };
  if (detail.data === undefined) {
    return detail.error === null ? (
      <Loading />
    ) : (
      <ErrorState what="The episode's recording" error={detail.error} onRetry={() => void detail.refetch()} />
    );
  }
  return (
    <PlayerProvider src={sourceUrl(detail.data)} shown={episode.video !== undefined}>
      <ReviewEditor episode={episode} detail={detail.data} neighbours={neighbours} onGo={go} onSettled={onSettled} />
    </PlayerProvider>
  );
}

function Loading() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-20" />
      <Skeleton className="h-64" />
      <Skeleton className="h-80" />
    </div>
  );
}
