import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { agentKeys } from "@/api/agents";
import { episodeKeys } from "@/api/episodes";
import { jobKeys } from "@/api/jobs";
import { subscriptionKey } from "@/api/subscriptions";
import { backfillKeys } from "@/api/backfill";
import { Throttle } from "@/live/Throttle";
import { useAgentPause } from "@/live/useQueueState";

/** A backfill tells of hundreds of videos a second. */
const TOGETHER_MS = 400;

/** Keeps an agent's page in step with what happens to it and to its episodes. */
export function useAgentEvents(agentId: string): void {
  const client = useQueryClient();
  const [throttle] = useState(() => new Throttle(TOGETHER_MS));
  useEffect(() => () => throttle.cancel(), [throttle]);
  const readFigures = (): void => {
    void client.invalidateQueries({ queryKey: agentKeys.stats(agentId) });
    void client.invalidateQueries({ queryKey: episodeKeys.lists });
    void client.invalidateQueries({ queryKey: subscriptionKey(agentId) });
    void client.invalidateQueries({ queryKey: [...jobKeys.lists, "agent", agentId] });
    void client.invalidateQueries({ queryKey: backfillKeys.status(agentId) });
  };
  const catchUp = (): void => {
    void client.invalidateQueries({ queryKey: agentKeys.detail(agentId) });
    readFigures();
  };
  useAgentPause(agentId, catchUp, () => throttle.run(agentId, readFigures));
}
