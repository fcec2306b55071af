import { type SyntheticEvent, useState } from "react";
import { fromLocalInput, toLocalInput } from "@/lib/localTime";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Field, Input } from "@/ui/Field";

interface ScheduleDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** When it goes out so far. */
  at: string | undefined;
  onSchedule: (at: string) => void;
}

const HOUR_MS = 3_600_000;

/** Chooses when an episode goes out. */
export function ScheduleDialog({ open, onOpenChange, at, onSchedule }: ScheduleDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Schedule the episode">
      <ScheduleForm
        at={at}
        onCancel={() => onOpenChange(false)}
        onSchedule={(time) => {
          onOpenChange(false);
          onSchedule(time);
        }}
      />
    </Dialog>
  );
}

interface ScheduleFormProps {
  at: string | undefined;
  onCancel: () => void;
  onSchedule: (at: string) => void;
}

function ScheduleForm({ at, onCancel, onSchedule }: ScheduleFormProps) {
  const [typed, setTyped] = useState(() => toLocalInput(at ?? nextFullHour()));
  const [error, setError] = useState<string>();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const time = fromLocalInput(typed);
    if (time === undefined) {
      setError("Choose a day and a time.");
    } else if (Date.parse(time) <= Date.now()) {
      setError("This has passed already. Choose a later time, or publish now.");
    } else {
      onSchedule(time);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Field
        label="Goes out at"
        hint={`In your own time zone, ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`}
        error={error}
      >
        {(wiring) => (
          <Input
            {...wiring}
            type="datetime-local"
            required
            value={typed}
            onChange={(event) => {
              setError(undefined);
              setTyped(event.target.value);
            }}
          />
        )}
      </Field>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onCancel}>Not now</Button>
        <Button type="submit" kind="primary">
          Schedule
        </Button>
      </div>
    </form>
  );
}

function nextFullHour(): number {
  return (Math.floor(Date.now() / HOUR_MS) + 2) * HOUR_MS;
}
