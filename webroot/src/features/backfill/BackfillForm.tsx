import { Search } from "lucide-react";
import { type SyntheticEvent, useState } from "react";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";
import { dateInput, dayBegins, SPANS } from "./backfillWords";

interface BackfillFormProps {
  busy: boolean;
  error: string | undefined;
  /** @param since the moment at which the chosen day begins */
  onLook: (since: string) => void;
}

/** Asks how far back to look. Nothing is started by it. */
export function BackfillForm({ busy, error, onLook }: BackfillFormProps) {
  const [opened] = useState(() => Date.now());
  const [from, setFrom] = useState<string>(() => SPANS[0].from(opened));
  const since = dayBegins(from);
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (since !== undefined) {
      onLook(since);
    }
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <Field label="Videos published since" hint="First it is only looked what is there." error={error}>
        {(wiring) => (
          <div className="flex flex-wrap gap-2">
            <Input
              {...wiring}
              type="date"
              required
              autoFocus
              className="max-w-44"
              min="2005-01-01"
              max={dateInput(opened)}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
            {SPANS.map((span) => (
              <Button
                key={span.words}
                kind="quiet"
                aria-pressed={from === span.from(opened)}
                className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
                onClick={() => setFrom(span.from(opened))}
              >
                {span.words}
              </Button>
            ))}
          </div>
        )}
      </Field>
      <div className="flex justify-end">
        <Button type="submit" kind="primary" icon={Search} busy={busy} disabled={since === undefined}>
          Look what is there
        </Button>
      </div>
    </form>
  );
}
