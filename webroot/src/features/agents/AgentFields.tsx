import type { OutputFormat, PublishRule } from "@/api/types";
import { FORMAT_WORDS, PUBLISH_WORDS } from "@/lib/words";
import { Field, Input, Select, TextArea } from "@/ui/Field";
import type { AgentForm } from "./form";

interface AgentFieldsProps {
  form: AgentForm;
  onChange: (form: AgentForm) => void;
  errorOf: (field: string) => string | undefined;
  autoFocus?: boolean;
}

/** What makes an episode of a recording. */
export function AgentFields({ form, onChange, errorOf, autoFocus = false }: AgentFieldsProps) {
  const set = (change: Partial<AgentForm>): void => onChange({ ...form, ...change });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={errorOf("name")}>
          {(wiring) => (
            <Input
              {...wiring}
              dir="auto"
              required
              autoFocus={autoFocus}
              maxLength={200}
              value={form.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="YouTube channel"
          hint="Its address, handle or id; optional."
          error={errorOf("channel") ?? errorOf("channelId")}
        >
          {(wiring) => (
            <Input
              {...wiring}
              dir="auto"
              maxLength={500}
              placeholder="@handle"
              value={form.channel}
              onChange={(event) => set({ channel: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field
        label="What counts as an episode"
        hint="In your own words, for the analyser; optional."
        error={errorOf("prompt")}
      >
        {(wiring) => (
          <TextArea
            {...wiring}
            dir="auto"
            rows={3}
            maxLength={8000}
            placeholder="The sermon, from its first words to the prayer after it"
            value={form.prompt}
            onChange={(event) => set({ prompt: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Keywords" hint="Words that mark an episode, separated by commas." error={errorOf("keywords")}>
          {(wiring) => (
            <Input
              {...wiring}
              dir="auto"
              value={form.keywords}
              onChange={(event) => set({ keywords: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Shortest episode"
          hint="In minutes. A shorter one is never published by itself."
          error={errorOf("minMinutes")}
        >
          {(wiring) => (
            <Input
              {...wiring}
              type="number"
              inputMode="decimal"
              min={0}
              max={1440}
              step="any"
              required
              value={form.minMinutes}
              onChange={(event) => set({ minMinutes: event.target.value })}
            />
          )}
        </Field>
        <Field label="When it is done" hint={PUBLISH_WORDS[form.publish].explained} error={errorOf("publish")}>
          {(wiring) => (
            <Select
              {...wiring}
              value={form.publish}
              onChange={(event) => set({ publish: event.target.value as PublishRule })}
            >
              {Object.entries(PUBLISH_WORDS).map(([rule, { name }]) => (
                <option key={rule} value={rule}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Audio format" error={errorOf("outputFormat")}>
          {(wiring) => (
            <Select
              {...wiring}
              value={form.outputFormat}
              onChange={(event) => set({ outputFormat: event.target.value as OutputFormat })}
            >
              {Object.entries(FORMAT_WORDS).map(([format, name]) => (
                <option key={format} value={format}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </>
  );
}
