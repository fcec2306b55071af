import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { agentPaused, pauseAgent, resumeAgent } from "@/api/agents";
import { jobKeys } from "@/api/jobs";
import { messageOf } from "@/api/problem";
import type { Agent } from "@/api/types";
import { PauseDialog } from "@/features/queue/PauseDialog";
import { useToast } from "@/ui/Toast";

/** Pausing and resuming an agent, and the dialog that asks for the reason. */
export function useAgentPausing(agent: Agent) {
  const client = useQueryClient();
  const say = useToast();
  const [asking, setAsking] = useState(false);
  const changed = async (now: Agent): Promise<void> => {
    void client.invalidateQueries({ queryKey: jobKeys.active });
    await agentPaused(client, agent.id, now.paused ?? null);
  };
  const resuming = useMutation({
    mutationFn: () => resumeAgent(agent.id),
    onSuccess: async (now) => {
      say(`${agent.name} goes on`);
      await changed(now);
    },
    onError: (failure) => say(messageOf(failure), "bad"),
  });
  return {
    ask: () => setAsking(true),
    resume: () => resuming.mutate(),
    resuming: resuming.isPending,
    dialog: (
      <PauseDialog
        open={asking}
        onOpenChange={setAsking}
        title="Pause the agent"
        description="None of its jobs starts. What runs goes on to its end."
        pause={async (reason) => changed(await pauseAgent(agent.id, reason))}
        onPaused={() => say(`${agent.name} is paused`)}
      />
    ),
  };
}
