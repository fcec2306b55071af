import { useQuery } from "@tanstack/react-query";
import { Podcast } from "lucide-react";
import { useState } from "react";
import { episodesQuery } from "@/api/episodes";
import { EpisodeList } from "@/features/episodes/EpisodeList";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Paging } from "@/ui/Paging";
import { SkeletonRows } from "@/ui/Skeleton";

const PAGE_SIZE = 24;

/** An agent's episodes, whether they are out or not. */
export function AgentEpisodes({ agentId }: { agentId: string }) {
  const [page, setPage] = useState(1);
  const { data, error, isPlaceholderData, refetch } = useQuery(episodesQuery({ agentId }, page, PAGE_SIZE));
  if (data === undefined) {
    return error === null ? (
      <SkeletonRows className="h-24" />
    ) : (
      <ErrorState what="The episodes" error={error} onRetry={() => void refetch()} />
    );
  }
  if (data.episodes.length === 0) {
    return (
      <EmptyState icon={Podcast} title="No episodes yet">
        Each job of this agent that succeeds makes one.
      </EmptyState>
    );
  }
  return (
    <>
      <EpisodeList episodes={data.episodes} stale={isPlaceholderData} />
      <Paging page={page} pageSize={PAGE_SIZE} total={data.total} onPage={setPage} />
    </>
  );
}
