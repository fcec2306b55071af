import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban, RotateCw, X } from "lucide-react";
import { useState } from "react";
import { cancelJob, jobsChanged, retryJob } from "@/api/jobs";
import type { Job } from "@/api/types";
import { count } from "@/lib/format";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { IconButton } from "@/ui/IconButton";
import { useToast } from "@/ui/Toast";
import { forEachJob, type Tally } from "./forEachJob";
import { canCancel, canRetry } from "./jobWords";

/** What can be done with the chosen jobs; nothing while none is chosen. */
export function SelectionBar({ jobs, onClear }: { jobs: Job[]; onClear: () => void }) {
  const client = useQueryClient();
  const say = useToast();
  const [asking, setAsking] = useState(false);
  const done = (words: string, { done: number, refused, reason }: Tally): void => {
    const refusal = refused === 0 ? "" : ` ${count(refused, "job")} refused: ${reason ?? ""}`;
    say(`${count(number, "job")} ${words}.${refusal}`, refused === 0 ? "good" : "bad");
    onClear();
  };
  const retrying = useMutation({
    mutationFn: () => forEachJob(jobs.filter(canRetry), (id) => retryJob(id)),
    onSuccess: (tally) => done("in the queue again", tally),
    onSettled: () => jobsChanged(client),
  });
  const cancelling = useMutation({
    mutationFn: () => forEachJob(jobs.filter(canCancel), cancelJob),
    onSuccess: (tally) => done("cancelled", tally),
    onSettled: () => jobsChanged(client),
  });
  const busy = retrying.isPending || cancelling.isPending;
  const retryable = jobs.filter(canRetry).length;
  const cancellable = jobs.filter(canCancel).length;
  if (jobs.length === 0) {
    return null;
  }
  return (
    <div
      role="region"
      aria-label="Selected jobs"
      className="sticky bottom-4 z-20 mx-auto mt-4 flex w-fit max-w-full animate-rise flex-wrap items-center gap-2 rounded-md border bg-surface py-2 pr-2 pl-4 shadow-float"
    >
      <span className="mr-2 font-medium tabular-nums">{count(jobs.length, "job")} selected</span>
      {retryable > 0 && (
        <Button small icon={RotateCw} busy={retrying.isPending} disabled={busy} onClick={() => retrying.mutate()}>
          Retry {retryable.toLocaleString("en")}
        </Button>
      )}
      {cancellable > 0 && (
        <Button
          small
          kind="danger"
          icon={Ban}
          busy={cancelling.isPending}
          disabled={busy}
          onClick={() => setAsking(true)}
        >
          Cancel {cancellable.toLocaleString("en")}
        </Button>
      )}
      <IconButton icon={X} label="Clear the selection" onClick={onClear} />
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Cancel ${count(cancellable, "job")}?`}
        action={`Cancel ${count(cancellable, "job")}`}
        onConfirm={() => cancelling.mutate()}
      >
        What is done so far is kept: a retry goes on from the stage that was cancelled.
      </Confirm>
    </div>
  );
}
