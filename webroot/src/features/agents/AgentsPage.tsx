import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Clapperboard, Plus } from "lucide-react";
import { agentsQuery } from "@/api/agents";
import type { Agent } from "@/api/types";
import { usePage } from "@/app/crumbs";
import { PUBLISH_WORDS } from "@/lib/words";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { SkeletonRows } from "@/ui/Skeleton";
import { Artwork } from "./Artwork";
import { NewAgentDialog } from "./NewAgentDialog";

export function AgentsPage() {
  usePage("Agents");
  const { create = false } = useSearch({ from: "/signed-in/agents" });
  const navigate = useNavigate();
  const agents = useQuery(agentsQuery);
  const setCreating = (wanted: boolean): void =>
    void navigate({ to: "/agents", search: wanted ? { create: true } : {}, replace: true });
  const button = (
    <Button kind="primary" icon={Plus} onClick={() => setCreating(true)}>
      New agent
    </Button>
  );
  return (
    <>
      <PageHeader title="Agents" count={agents.data?.length} actions={agents.data?.length === 0 ? undefined : button} />
      {agents.data === undefined ? (
        agents.error === null ? (
          <SkeletonRows rows={3} className="h-24" />
        ) : (
          <ErrorState what="The agents" error={agents.error} onRetry={() => void agents.refetch()} />
        )
      ) : agents.data.length === 0 ? (
        <EmptyState icon={Clapperboard} title="No agents yet" action={button}>
          An agent turns recordings into one podcast. It says what counts as an episode, how it sounds, and when it is
          published.
        </EmptyState>
      ) : (
        <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
          {agents.data.map((agent) => (
            <li key={agent.id}>
              <AgentCard agent={agent} />
            </li>
          ))}
        </ul>
      )}
      <NewAgentDialog open={create} onOpenChange={setCreating} />
    </>
  );
}

function AgentCard({ agent }: { agent: Agent }) {
  return (
    <Link
      to="/agents/$agentId"
      params={{ agentId: agent.id }}
      className="flex h-full items-center gap-4 rounded-md border bg-surface p-4 hover:border-line-strong"
    >
      <Artwork agent={agent} className="size-16" />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="line-clamp-2 font-semibold wording">
          {agent.name}
        </span>
        <span dir="auto" className="block truncate text-sm text-muted">
          {agent.channel ?? agent.channelId ?? "No channel"}
        </span>
        <span className="block truncate text-sm text-muted">{PUBLISH_WORDS[agent.publish].name}</span>
      </span>
    </Link>
  );
}
