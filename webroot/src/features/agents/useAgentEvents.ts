import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { agentKeys } from "@/api/agents";
import { backfillKeys } from "@/api/backfill";
import { episodeKeys } from "@/api/episodes";
import { jobKeys } from "@/api/jobs";
import { subscriptionKey } from "@/api/subscriptions";
import { videoKeys } from "@/api/videos";
import { Throttle } from "@/live/Throttle";
import { useAgentPause } from "@/live/useQueueState";

/** A channel's videos may be discovered by the hundred a second. */
const SETTLE_MS = 400;

/** Keeps an agent's page in step with what happens to it and to its videos and episodes. */
export function useAgentEvents(agentId: string): void {
  const client = useQueryClient();
  const [later] = useState(() => new Throttle(SETTLE_MS));
  useEffect(() => {
    return () => {
      later.cancel();
    };
  }, [later]);
  const readFigures = (): void => {
    void client.invalidateQueries({ queryKey: agentKeys.stats(agentId) });
    void client.invalidateQueries({ queryKey: episodeKeys.lists });
    void client.invalidateQueries({ queryKey: subscriptionKey(agentId) });
    void client.invalidateQueries({ queryKey: [...jobKeys.lists, "agent", agentId] });
    void client.invalidateQueries({ queryKey: backfillKeys.status(agentId) });
    void client.invalidateQueries({ queryKey: videoKeys.ofAgent(agentId) });
  };
  const catchUp = (): void => {
    void client.invalidateQueries({ queryKey: agentKeys.detail(agentId) });
    readFigures();
  };
  useAgentPause(agentId, catchUp, () => {
    later.run("figures", readFigures);
  });
}
