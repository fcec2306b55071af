import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { jobsChanged, updateJob } from "@/api/jobs";
import { errorAt, errorBeside } from "@/api/problem";
import type { Job, JobPatch } from "@/api/types";
import { DeadlineField, PriorityField } from "@/features/submit/fields";
import { fromLocalInput, toLocalInput } from "@/lib/localTime";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { FormError } from "@/ui/FormError";
import { useToast } from "@/ui/Toast";
import { jobTitle } from "./jobWords";

interface EditJobDialogProps {
  job: Job;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Changes how soon a job runs, and until when it is wanted. */
export function EditJobDialog({ job, open, onOpenChange }: EditJobDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Priority and deadline" description={jobTitle(job)}>
      <EditForm job={job} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

/** What is different from the job as it is; empty when nothing is. */
export function patchOf(job: Job, priority: Job["priority"], deadline: string): JobPatch {
  return {
    ...(priority === job.priority ? {} : { priority }),
    ...(deadline === toLocalInput(job.deadline) ? {} : { deadline: fromLocalInput(deadline) ?? null }),
  };
}

function EditForm({ job, onClose }: { job: Job; onClose: () => void }) {
  const client = useQueryClient();
  const say = useToast();
  const [priority, setPriority] = useState(job.priority);
  const [deadline, setDeadline] = useState(() => toLocalInput(job.deadline));
  const patch = patchOf(job, priority, deadline);
  const saving = useMutation({
    mutationFn: () => updateJob(job.id, patch),
    onSuccess: () => {
      say("Saved");
      onClose();
    },
    onSettled: () => jobsChanged(client),
  });
  const save = (event: SyntheticEvent): void => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={save}>
      <div className="grid gap-4 sm:grid-cols-2">
        <PriorityField autoFocus value={priority} onChange={setPriority} error={errorAt(saving.error, "priority")} />
        <DeadlineField value={deadline} onChange={setDeadline} error={errorAt(saving.error, "deadline")} />
      </div>
      <FormError text={errorBeside(saving.error, ["priority", "deadline"])} className="mt-4" />
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose} disabled={saving.isPending}>
          Close
        </Button>
        <Button kind="primary" type="submit" busy={saving.isPending} disabled={Object.keys(patch).length === 0}>
          Save
        </Button>
      </div>
    </form>
  );
}
