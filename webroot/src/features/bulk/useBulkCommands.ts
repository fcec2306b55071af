import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type BulkCommand, bulkChanged, bulkKeys, commandBulk, retryBulk, updateBulk, writeBackBulk } from "@/api/bulk";
import { messageOf } from "@/api/problem";
import type { BulkJob, Priority } from "@/api/types";
import { count } from "@/lib/format";
import { PRIORITY_WORDS } from "@/lib/words";
import { useToast } from "@/ui/Toast";

/** What can be done to a bulk job as a whole. A refusal is said in the corner of the page. */
export function useBulkCommands(job: BulkJob) {
  const client = useQueryClient();
  const say = useToast();
  const { id, counts } = job;
  const handlers = {
    onError: (failure: unknown) => {
      say(messageOf(failure), "bad");
      void client.invalidateQueries({ queryKey: bulkKeys.detail(id) });
    },
  };
  const commanding = useMutation({
    ...handlers,
    mutationFn: (command: BulkCommand) => commandBulk(id, command),
    onSuccess: async (changed, command) => {
      say(wordsAfter(command, changed));
      await bulkChanged(client, changed);
    },
  });
  const retrying = useMutation({
    ...handlers,
    mutationFn: (unfinished: boolean) => retryBulk(id, unfinished),
    onSuccess: async (changed) => {
      say(`${count(counts.total - endedOf(changed), "row")} in the queue again`);
      await bulkChanged(client, changed);
    },
  });
  const editing = useMutation({
    ...handlers,
    mutationFn: (patch: { title?: string; priority?: Priority }) => updateBulk(id, patch),
    onSuccess: async (changed, { priority }) => {
      say(priority === undefined ? "Saved" : `${PRIORITY_WORDS[priority]} priority for what has not started`);
      await bulkChanged(client, changed);
    },
  });
  const writing = useMutation({
    ...handlers,
    mutationFn: () => writeBackBulk(id),
    onSuccess: ({ rows, changed }) => {
      const left = changed === 0 ? "" : `, ${changed.toLocaleString("en")} left alone: changed since`;
      say(`${count(rows, "row")} written into the sheet${left}`);
    },
  });
  return {
    run: (command: BulkCommand) => {
      if (!commanding.isPending) commanding.mutate(command);
    },
    running: commanding.isPending ? commanding.variables : undefined,
    retry: (unfinished: boolean) => {
      if (!retrying.isPending) retrying.mutate(unfinished);
    },
    retrying: retrying.isPending,
    writeBack: () => {
      if (!writing.isPending) writing.mutate();
    },
    setPriority: (priority: Priority) => editing.mutate({ priority }),
  };
}

export type BulkCommands = ReturnType<typeof useBulkCommands>;

function wordsAfter(command: BulkCommand, { counts }: BulkJob): string {
  switch (command) {
    case "pause":
      return counts.processing === 0 ? "Paused" : `Pausing: ${count(counts.processing, "row")} still to end`;
    case "resume":
      return "Goes on";
    case "cancel":
      return "Cancelled. What was not done can be retried.";
  }
}

function endedOf({ counts }: BulkJob): number {
  return counts.completed + counts.failed + counts.skipped + counts.cancelled;
}
