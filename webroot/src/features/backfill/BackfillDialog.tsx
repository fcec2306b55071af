import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Ban } from "lucide-react";
import { useState } from "react";
import { backfillKeys, backfillQuery, cancelBackfill, startBackfill, underWay } from "@/api/backfill";
import { messageOf } from "@/api/problem";
import type { Agent, Backfill, BackfillStatus } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { ErrorState } from "@/ui/ErrorState";
import { FormError } from "@/ui/FormError";
import { SkeletonRows } from "@/ui/Skeleton";
import { BackfillForm } from "./BackfillForm";
import { BackfillFound } from "./BackfillFound";
import { BackfillProgress } from "./BackfillProgress";
import { endWords } from "./backfillWords";
import { QuotaLine } from "./QuotaLine";

interface BackfillDialogProps {
  agent: Agent;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Older videos of the channel: choose a day, see what is there, take it in, watch that happen. */
export function BackfillDialog({ agent, open, onOpenChange }: BackfillDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Older videos"
      description="Finds what was published on the channel before. New videos always go first."
      wide
    >
      {agent.channelId === undefined && agent.channel === undefined ? (
        <p className="text-muted">The agent follows no channel. Give it one in its settings.</p>
      ) : (
        <BackfillSteps agentId={agent.id} />
      )}
    </Dialog>
  );
}

function BackfillSteps({ agentId }: { agentId: string }) {
  const { data: status, error, refetch } = useQuery(backfillQuery(agentId));
  if (status === undefined) {
    return error === null ? (
      <SkeletonRows rows={3} />
    ) : (
      <ErrorState what="The backfill" error={error} onRetry={() => void refetch()} />
    );
  }
  return <BackfillStep agentId={agentId} status={status} />;
}

function BackfillStep({ agentId, status }: { agentId: string; status: BackfillStatus }) {
  const client = useQueryClient();
  const [dismissed, setDismissed] = useState<string>();
  const starting = useMutation({
    mutationFn: ({ since, dryRun }: { since: string; dryRun: boolean }) => startBackfill(agentId, since, dryRun),
    onSuccess: (started) => client.setQueryData(backfillKeys.status(agentId), started),
    onError: () => client.invalidateQueries({ queryKey: backfillKeys.status(agentId) }),
  });
  const cancelling = useMutation({
    mutationFn: () => cancelBackfill(agentId),
    onSettled: () => client.invalidateQueries({ queryKey: backfillKeys.status(agentId) }),
  });
  const { backfill } = status;
  const running = underWay(status);
  const wrong = starting.error ?? cancelling.error;
  const found = backfill?.dryRun === true && backfill.state === "completed" && backfill.id !== dismissed;
  return (
    <div className="flex flex-col gap-4">
      <FormError text={wrong === null ? undefined : messageOf(wrong)} />
      {running !== undefined && (
        <>
          <BackfillProgress backfill={running} />
          <div className="flex justify-end">
            <Button kind="danger" icon={Ban} busy={cancelling.isPending} onClick={() => cancelling.mutate()}>
              {running.dryRun ? "Stop looking" : "Call off"}
            </Button>
          </div>
        </>
      )}
      {running === undefined && !found && (
        <>
          {backfill?.dryRun === false && <LastOne backfill={backfill} />}
          {backfill?.dryRun === true && backfill.state === "failed" && <FormError text={endWords(backfill)} />}
          <BackfillForm
            busy={starting.isPending}
            error={undefined}
            onLook={(since) => starting.mutate({ since, dryRun: true })}
          />
        </>
      )}
      <QuotaLine status={status} />
      {found && (
        <BackfillFound
          backfill={backfill}
          busy={starting.isPending}
          onStart={() => starting.mutate({ since: backfill.since, dryRun: false })}
          onOther={() => setDismissed(backfill.id)}
        />
      )}
    </div>
  );
}

function LastOne({ backfill }: { backfill: Backfill }) {
  return backfill.state === "failed" ? (
    <FormError text={endWords(backfill)} />
  ) : (
    <p className="rounded-md bg-sunken px-3 py-2 wording">Last time: {endWords(backfill)}</p>
  );
}
