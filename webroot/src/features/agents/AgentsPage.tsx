import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Clapperboard, Plus } from "lucide-react";
import { useEffect, useState } from "react";
import { agentKeys, agentsQuery } from "@/api/agents";
import { usePage } from "@/app/crumbs";
import { Throttle } from "@/live/Throttle";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { SkeletonRows } from "@/ui/Skeleton";
import { AgentCard } from "./AgentCard";
import { NewAgentDialog } from "./NewAgentDialog";

const SETTLE_MS = 300;
/** A connection has a limited number of addresses: more cards than this are read now and then. */
const MOST_LIVE = 40;
const READ_AGAIN_MS = 10_000;

export function AgentsPage() {
  usePage("Agents");
  const { create = false } = useSearch({ from: "/signed-in/agents" });
  const navigate = useNavigate();
  const agents = useQuery({
    ...agentsQuery,
    refetchInterval: ({ state }) => (isLive(state.data) ? false : READ_AGAIN_MS),
  });
  const readAgain = useReadingAgain();
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
              <AgentCard agent={agent} live={isLive(agents.data)} onCatchUp={readAgain} />
            </li>
          ))}
        </ul>
      )}
      <NewAgentDialog open={create} onOpenChange={setCreating} />
    </>
  );
}

function isLive(agents: unknown[] | undefined): boolean {
  return agents === undefined || agents.length <= MOST_LIVE;
}

/** Reads the agents again, once for all cards that ask for it at about the same time. */
function useReadingAgain(): () => void {
  const client = useQueryClient();
  const [later] = useState(() => new Throttle(SETTLE_MS));
  useEffect(() => {
    return () => {
      later.cancel();
    };
  }, [later]);
  return () => {
    later.run("agents", () => void client.invalidateQueries({ queryKey: agentKeys.list }));
  };
}
