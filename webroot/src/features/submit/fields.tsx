import { useQuery } from "@tanstack/react-query";
import { agentsQuery } from "@/api/agents";
import type { Priority } from "@/api/types";
import { PRIORITY_WORDS } from "@/lib/words";
import { Field, Input, Select } from "@/ui/Field";

interface ChoiceProps<Value extends string> {
  value: Value;
  onChange: (value: Value) => void;
  error: string | undefined;
  autoFocus?: boolean;
}

export function PriorityField({ value, onChange, error, autoFocus = false }: ChoiceProps<Priority>) {
  return (
    <Field label="Priority" hint="Among your own jobs." error={error}>
      {(wiring) => (
        <Select
          {...wiring}
          autoFocus={autoFocus}
          value={value}
          onChange={(event) => onChange(event.target.value as Priority)}
        >
          {Object.entries(PRIORITY_WORDS).map(([word, name]) => (
            <option key={word} value={word}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** The value is what the input holds, in the reader's own zone. */
export function DeadlineField({ value, onChange, error }: ChoiceProps<string>) {
  return (
    <Field label="Deadline" hint="Past it the job is no longer wanted, and is stopped." error={error}>
      {(wiring) => (
        <Input {...wiring} type="datetime-local" value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}

export function AgentField({ value, onChange, error }: ChoiceProps<string>) {
  const { data: agents = [] } = useQuery(agentsQuery);
  return (
    <Field label="Agent" hint="It says how the episode is cut and where it is published." error={error}>
      {(wiring) => (
        <Select
          {...wiring}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        >
          <option value="">None: an unpublished episode</option>
          {agents.map((agent) => (
            <option key={agent.id} value={agent.id}>
              {agent.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
