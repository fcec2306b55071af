import { useQueryClient } from "@tanstack/react-query";
import { agentKeys } from "@/api/agents";
import { episodeKeys } from "@/api/episodes";
import { jobKeys } from "@/api/jobs";
import { subscriptionKey } from "@/api/subscriptions";
import { useAgentPause } from "@/live/useQueueState";

/** Keeps an agent's page in step with what happens to it and to its episodes. */
export function useAgentEvents(agentId: string): void {
  const client = useQueryClient();
  const readFigures = (): void => {
    void client.invalidateQueries({ queryKey: agentKeys.stats(agentId) });
    void client.invalidateQueries({ queryKey: episodeKeys.lists });
    void client.invalidateQueries({ queryKey: subscriptionKey(agentId) });
    void client.invalidateQueries({ queryKey: [...jobKeys.lists, "agent", agentId] });
  };
  const catchUp = (): void => {
    void client.invalidateQueries({ queryKey: agentKeys.detail(agentId) });
    readFigures();
  };
  useAgentPause(agentId, catchUp, readFigures);
}
