import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Podcast } from "lucide-react";
import { useState } from "react";
import { episodesQuery } from "@/api/episodes";
import { EpisodeList } from "@/features/episodes/EpisodeList";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Paging } from "@/ui/Paging";
import { SkeletonRows } from "@/ui/Skeleton";

const PAGE_SIZE = 24;

/** An agent's episodes: all of them, or those that wait for a person's decision. */
export function AgentEpisodes({ agentId, held = false }: { agentId: string; held?: boolean }) {
  const [page, setPage] = useState(1);
  const filter = held ? { agentId, held } : { agentId };
  const { data, error, isPlaceholderData, refetch } = useQuery(episodesQuery(filter, page, PAGE_SIZE));
  if (data === undefined) {
    return error === null ? (
      <SkeletonRows className="h-24" />
    ) : (
      <ErrorState what="The episodes" error={error} onRetry={() => void refetch()} />
    );
  }
  if (data.episodes.length === 0) {
    return held ? (
      <EmptyState icon={CircleCheck} title="Nothing waits for review">
        Episodes that are not published by themselves stand here until you decide.
      </EmptyState>
    ) : (
      <EmptyState icon={Podcast} title="No episodes yet">
        Each job of this agent that succeeds makes one.
      </EmptyState>
    );
  }
  return (
    <>
      <EpisodeList episodes={data.episodes} stale={isPlaceholderData} decide={held} />
      <Paging page={page} pageSize={PAGE_SIZE} total={data.total} onPage={setPage} />
    </>
  );
}
