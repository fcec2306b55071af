import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { History, Pause, Plus } from "lucide-react";
import { useState } from "react";
import { agentQuery, agentStatsQuery } from "@/api/agents";
import { episodesQuery } from "@/api/episodes";
import { ApiError } from "@/api/problem";
import type { Agent } from "@/api/types";
import { usePage } from "@/app/crumbs";
import { NotFound } from "@/app/NotFound";
import { BackfillDialog } from "@/features/backfill/BackfillDialog";
import { BackfillLine } from "@/features/backfill/BackfillLine";
import { AgentFeedLine } from "@/features/feeds/AgentFeedLine";
import { FeedPanel } from "@/features/feeds/FeedPanel";
import { PauseBanner } from "@/features/queue/PauseBanner";
import { ReviewList } from "@/features/review/ReviewList";
import { SubscriptionLine } from "@/features/subscription/SubscriptionLine";
import { useSubmit } from "@/features/submit/SubmitProvider";
import { PUBLISH_WORDS } from "@/lib/words";
import { AgentVideos } from "@/features/videos/AgentVideos";
import { Button } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";
import { type Tab, Tabs } from "@/ui/Tabs";
import { AgentEpisodes } from "./AgentEpisodes";
import { AgentJobs } from "./AgentJobs";
import { useAgentPausing } from "./AgentPause";
import { AgentSettings } from "./AgentSettings";
import { AgentStatistics } from "./AgentStatistics";
import { AgentStatLine } from "./AgentStatLine";
import { Artwork } from "./Artwork";
import type { AgentTab } from "./tabs";
import { useAgentEvents } from "./useAgentEvents";

export function AgentPage() {
  const { agentId } = useParams({ from: "/signed-in/agents/$agentId" });
  useAgentEvents(agentId);
  const { data: agent, error, refetch } = useQuery(agentQuery(agentId));
  usePage(agent?.name ?? "Agent", { label: "Agents", to: "/agents" });
  if (agent !== undefined) {
    return <AgentView key={agent.id} agent={agent} />;
  }
  if (error instanceof ApiError && error.status === 404) {
    return <NotFound what="agent" />;
  }
  return error === null ? (
    <Skeleton className="h-80" />
  ) : (
    <ErrorState what="The agent" error={error} onRetry={() => void refetch()} />
  );
}

function AgentView({ agent }: { agent: Agent }) {
  const { tab = "jobs" } = useSearch({ from: "/signed-in/agents/$agentId" });
  const navigate = useNavigate();
  const submit = useSubmit();
  const pausing = useAgentPausing(agent);
  const [lookingBack, setLookingBack] = useState(false);
  const stats = useQuery(agentStatsQuery(agent.id));
  const held = useQuery(episodesQuery({ agentId: agent.id, held: true }, 1, 1));
  const tabs: Tab<AgentTab>[] = [
    { name: "jobs", label: "Jobs", content: <AgentJobs agentId={agent.id} /> },
    { name: "videos", label: "Videos", content: <AgentVideos agent={agent} /> },
    { name: "episodes", label: "Episodes", content: <AgentEpisodes agentId={agent.id} /> },
    {
      name: "review",
      label: "Review",
      ...(held.data === undefined ? {} : { count: held.data.total }),
      content: <ReviewList agentId={agent.id} />,
    },
    { name: "feed", label: "Feed", content: <FeedPanel feed={{ kind: "agent", id: agent.id }} /> },
    { name: "statistics", label: "Statistics", content: <AgentStatistics agentId={agent.id} /> },
    { name: "settings", label: "Settings", content: <AgentSettings agent={agent} /> },
  ];
  return (
    <>
      <header className="mb-6 flex flex-wrap items-start gap-x-5 gap-y-4">
        <Artwork agent={agent} className="size-20 sm:size-24" />
        <div className="min-w-0 flex-1 basis-64">
          <h1 dir="auto" className="text-xl font-semibold tracking-tight wording">
            {agent.name}
          </h1>
          <p dir="auto" className="text-muted wording">
            {agent.channel ?? agent.channelId ?? "No channel"} · {PUBLISH_WORDS[agent.publish].name.toLowerCase()}
          </p>
          {stats.data !== undefined && <AgentStatLine stats={stats.data} />}
          <SubscriptionLine agent={agent} />
        </div>
        <div className="flex flex-wrap gap-2">
          {agent.paused === undefined && (
            <Button icon={Pause} onClick={pausing.ask}>
              Pause
            </Button>
          )}
          <Button icon={History} onClick={() => setLookingBack(true)}>
            Older videos
          </Button>
          <Button kind="primary" icon={Plus} onClick={() => submit.open({ agentId: agent.id })}>
            New job
          </Button>
          {pausing.dialog}
          <BackfillDialog agent={agent} open={lookingBack} onOpenChange={setLookingBack} />
        </div>
        {tab !== "feed" && (
          <div className="w-full">
            <AgentFeedLine agent={agent} />
          </div>
        )}
      </header>
      <div role="status" className="empty:hidden">
        {agent.paused !== undefined && (
          <PauseBanner
            pause={agent.paused}
            words="None of its jobs starts; what runs goes on to its end."
            onResume={pausing.resume}
            busy={pausing.resuming}
          />
        )}
      </div>
      <BackfillLine agentId={agent.id} onOpen={() => setLookingBack(true)} />
      <Tabs
        label="Parts of the agent"
        value={tab}
        onChange={(name) =>
          void navigate({
            to: "/agents/$agentId",
            params: { agentId: agent.id },
            search: { tab: name },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={tabs}
      />
    </>
  );
}
