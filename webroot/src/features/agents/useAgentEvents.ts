import { useQueryClient } from "@tanstack/react-query";
import { agentKeys } from "@/api/agents";
import { episodeKeys } from "@/api/episodes";
import { useSubscription } from "@/live/LiveProvider";

/** Keeps an agent's page in step with what happens to its episodes. */
export function useAgentEvents(agentId: string): void {
  const client = useQueryClient();
  const readAgain = (): void => {
    void client.invalidateQueries({ queryKey: agentKeys.stats(agentId) });
    void client.invalidateQueries({ queryKey: episodeKeys.lists });
  };
  useSubscription(`agent.events.${agentId}`, readAgain, readAgain);
}
