import { useMutation, useQueryClient } from "@tanstack/react-query";
import { messageOf } from "@/api/problem";
import { cancelJob, jobsChanged, retryJob } from "@/api/jobs";
import type { Stage } from "@/api/types";
import { useToast } from "@/ui/Toast";

/** What can be done to a job. A refusal is said in the corner of the page. */
export function useJobCommands(jobId: string) {
  const client = useQueryClient();
  const say = useToast();
  const handlers = {
    onError: (failure: unknown) => say(messageOf(failure), "bad"),
    onSettled: () => jobsChanged(client),
  };
  const retry = useMutation({
    ...handlers,
    mutationFn: (fromStage: Stage | undefined) => retryJob(jobId, fromStage),
    onSuccess: () => say("In the queue again"),
  });
  const cancel = useMutation({
    ...handlers,
    mutationFn: () => cancelJob(jobId),
    onSuccess: () =>
      say("Cancelled", "good", {
        label: "Retry",
        otherwise: "A cancelled job can be retried on its page.",
        onSelect: () => retry.mutate(undefined),
      }),
  });
  return {
    cancel: () => cancel.mutate(),
    cancelling: cancel.isPending,
    retry: (fromStage?: Stage) => retry.mutate(fromStage),
    retrying: retry.isPending,
  };
}
