import { Field, Input, Select } from "@/ui/Field";
import { type DeadlineChoice, type Unit, UNITS } from "./deadline";

interface DeadlineChooserProps {
  value: DeadlineChoice;
  onChange: (value: DeadlineChoice) => void;
  error: string | undefined;
}

/** Until when the rows are wanted: for a while from the start, or by a time. */
export function DeadlineChooser({ value, onChange, error }: DeadlineChooserProps) {
  return (
    <Field label="Deadline" hint="Past it what has not started is skipped, and what runs is cancelled." error={error}>
      {(wiring) => (
        <div className="flex flex-wrap gap-2">
          <Select
            {...wiring}
            className="basis-40 flex-1"
            value={value.kind}
            onChange={(event) => onChange({ ...value, kind: event.target.value as DeadlineChoice["kind"] })}
          >
            <option value="none">None</option>
            <option value="within">After the start by</option>
            <option value="at">At a time</option>
          </Select>
          {value.kind === "within" && (
            <>
              <Input
                aria-label="How long after the start"
                type="number"
                min={1}
                className="w-20!"
                value={value.amount}
                onChange={(event) => onChange({ ...value, amount: event.target.value })}
              />
              <Select
                aria-label="Unit"
                className="w-28!"
                value={value.unit}
                onChange={(event) => onChange({ ...value, unit: event.target.value as Unit })}
              >
                {Object.keys(UNITS).map((unit) => (
                  <option key={unit} value={unit}>
                    {unit}
                  </option>
                ))}
              </Select>
            </>
          )}
          {value.kind === "at" && (
            <Input
              aria-label="Time of the deadline"
              type="datetime-local"
              className="flex-1 basis-48"
              value={value.at}
              onChange={(event) => onChange({ ...value, at: event.target.value })}
            />
          )}
        </div>
      )}
    </Field>
  );
}
