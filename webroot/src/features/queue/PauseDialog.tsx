import { useMutation } from "@tanstack/react-query";
import { Pause } from "lucide-react";
import { type SyntheticEvent, useState } from "react";
import { errorAt, errorBeside } from "@/api/problem";
import { useUser } from "@/app/useUser";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Field, Input } from "@/ui/Field";
import { FormError } from "@/ui/FormError";

const LONGEST = 300;

interface PauseDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What is paused: "Pause the queue". */
  title: string;
  description: string;
  pause: (reason: string) => Promise<unknown>;
  onPaused: () => void;
}

/** Asks for the reason of a pause, which everyone reads who wonders why nothing happens. */
export function PauseDialog({ open, onOpenChange, title, description, pause, onPaused }: PauseDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      <PauseForm
        action={title}
        pause={pause}
        onPaused={() => {
          onOpenChange(false);
          onPaused();
        }}
        onClose={() => onOpenChange(false)}
      />
    </Dialog>
  );
}

interface PauseFormProps {
  action: string;
  pause: (reason: string) => Promise<unknown>;
  onPaused: () => void;
  onClose: () => void;
}

function PauseForm({ action, pause, onPaused, onClose }: PauseFormProps) {
  const { name } = useUser();
  const [reason, setReason] = useState("");
  const pausing = useMutation({ mutationFn: () => pause(reason.trim()), onSuccess: onPaused });
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    pausing.mutate();
  };
  return (
    <form onSubmit={send}>
      <Field
        label="Reason"
        hint={
          <>
            Shown with your name: “Paused by <bdi>{name}</bdi>”.
          </>
        }
        error={errorAt(pausing.error, "reason")}
      >
        {(wiring) => (
          <Input
            {...wiring}
            autoFocus
            required
            dir="auto"
            maxLength={LONGEST}
            placeholder="Moving the disks"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <FormError text={errorBeside(pausing.error, ["reason"])} className="mt-4" />
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose} disabled={pausing.isPending}>
          Close
        </Button>
        <Button kind="primary" type="submit" icon={Pause} busy={pausing.isPending} disabled={reason.trim() === ""}>
          {action}
        </Button>
      </div>
    </form>
  );
}
