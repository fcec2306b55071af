import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { agentPaused } from "@/api/agents";
import { jobKeys } from "@/api/jobs";
import { pauseIn } from "@/api/pause";
import { queueKey, queuePaused } from "@/api/queue";
import { useSubscription } from "./LiveProvider";

/** Keeps every page in step with the pausing and resuming of the whole queue. */
export function useQueueState(): void {
  const client = useQueryClient();
  useSubscription(
    "queue.state",
    (body) => {
      const pause = pauseIn(body, "queue");
      if (pause !== undefined) {
        void queuePaused(client, pause);
        void reasonsChanged(client);
      }
    },
    () => void client.invalidateQueries({ queryKey: queueKey }),
  );
}

/**
 * The same for one agent.
 *
 * @param agentId undefined to hear nothing
 * @param onEvent hears whatever else happens to the agent
 * @param onCatchUp reads the agent again
 */
export function useAgentPause(
  agentId: string | undefined,
  onCatchUp: () => void,
  onEvent: () => void = () => undefined,
): void {
  const client = useQueryClient();
  useSubscription(
    agentId === undefined ? undefined : `agent.events.${agentId}`,
    (body) => {
      const pause = pauseIn(body, "agent");
      if (pause === undefined) {
        onEvent();
      } else if (agentId !== undefined) {
        void agentPaused(client, agentId, pause);
        void reasonsChanged(client);
      }
    },
    onCatchUp,
  );
}

/** Jobs wait for another reason now, which no event of theirs tells. */
async function reasonsChanged(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: jobKeys.active }),
    client.invalidateQueries({
      queryKey: jobKeys.details,
      // Not the files of a job, which stay as they are.
      predicate: ({ queryKey }) => queryKey.length === jobKeys.details.length + 1,
    }),
  ]);
}
