import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Podcast } from "lucide-react";
import { episodeQuery } from "@/api/episodes";
import type { JobDetail } from "@/api/types";
import { AgentFeed } from "@/features/episodes/AgentFeed";
import { EpisodePlayer } from "@/features/episodes/EpisodePlayer";
import { EpisodeStateBadge } from "@/features/episodes/EpisodeStateBadge";
import { PublishButton } from "@/features/episodes/PublishButton";
import { buttonClass } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";

/** The episode that came of the job, and whether it is out. */
export function PublishingTab({ detail: { job, publishing } }: { detail: JobDetail }) {
  const episodeId = publishing?.episodeId ?? job.result?.episodeId;
  return episodeId === undefined ? (
    <EmptyState icon={Podcast} title="No episode yet">
      {publishing?.reason ?? "It is made in the job's last stage."}
    </EmptyState>
  ) : (
    <Published episodeId={episodeId} />
  );
}

function Published({ episodeId }: { episodeId: string }) {
  const { data: episode, error, refetch } = useQuery(episodeQuery(episodeId));
  if (episode === undefined) {
    return error === null ? (
      <Skeleton className="h-40" />
    ) : (
      <ErrorState what="The episode" error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <Card className="flex max-w-3xl flex-col gap-4">
      <div>
        <EpisodeStateBadge episode={episode} />
        <h3 dir="auto" className="mt-2 text-lg font-semibold wording">
          {episode.title}
        </h3>
        {episode.reason !== "" && <p className="text-muted wording">{episode.reason}</p>}
      </div>
      <EpisodePlayer episode={episode} />
      {episode.agentId !== undefined && <AgentFeed agentId={episode.agentId} />}
      <div className="flex flex-wrap gap-2">
        <PublishButton episode={episode} />
        <Link to="/episodes/$episodeId" params={{ episodeId }} className={buttonClass()}>
          Open the episode
        </Link>
      </div>
    </Card>
  );
}
