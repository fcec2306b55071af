import { useQuery } from "@tanstack/react-query";
import { SearchX, TvMinimalPlay } from "lucide-react";
import { useState } from "react";
import type { Agent } from "@/api/types";
import { type VideoFilter, videosQuery } from "@/api/videos";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Paging } from "@/ui/Paging";
import { SkeletonRows } from "@/ui/Skeleton";
import { VideoFilterBar } from "./VideoFilterBar";
import { VideoList } from "./VideoList";

const PAGE_SIZE = 25;
/** The server counts no further by page. */
const LAST_PAGE = 10_000 / PAGE_SIZE + 1;

/** What was seen on an agent's channel, newest first. */
export function AgentVideos({ agent }: { agent: Agent }) {
  const [filter, setFilter] = useState<VideoFilter>({});
  const [page, setPage] = useState(1);
  const { data, error, isPlaceholderData, refetch } = useQuery(videosQuery(agent.id, filter, page, PAGE_SIZE));
  const narrow = (change: VideoFilter): void => {
    setFilter(change);
    setPage(1);
  };
  const filtered = filter.status !== undefined || filter.q !== undefined;
  if (data === undefined) {
    return error === null ? (
      <SkeletonRows className="h-20" />
    ) : (
      <ErrorState what="The videos" error={error} onRetry={() => void refetch()} />
    );
  }
  if (data.total === 0 && !filtered) {
    return <NothingSeen agent={agent} />;
  }
  return (
    <>
      <VideoFilterBar filter={filter} onChange={narrow} />
      {data.videos.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No video fits"
          action={<Button onClick={() => narrow({})}>Show all videos</Button>}
        >
          None of the videos of this channel is like that.
        </EmptyState>
      ) : (
        <VideoList videos={data.videos} stale={isPlaceholderData} />
      )}
      <Paging
        page={page}
        pageSize={PAGE_SIZE}
        total={data.total}
        totalIsLowerBound={data.totalIsLowerBound ?? false}
        lastPage={LAST_PAGE}
        onPage={setPage}
      />
    </>
  );
}

function NothingSeen({ agent }: { agent: Agent }) {
  const named = agent.channel !== undefined || agent.channelId !== undefined;
  return (
    <EmptyState icon={TvMinimalPlay} title="No videos seen yet">
      {named
        ? "Follow the channel, and each new video stands here as soon as it is published. A backfill brings older ones."
        : "Name a YouTube channel in the settings: its videos stand here once it is followed."}
    </EmptyState>
  );
}
