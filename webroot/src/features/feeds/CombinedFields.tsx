import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { agentsQuery } from "@/api/agents";
import { messageOf } from "@/api/problem";
import { Checkbox, Field, Input } from "@/ui/Field";
import { Skeleton } from "@/ui/Skeleton";
import type { CombinedForm } from "./combinedForm";
import { PrivateFeedField } from "./PrivateFeedField";

interface CombinedFieldsProps {
  form: CombinedForm;
  /** Whose agents can be combined. */
  ownerId: string;
  onChange: (form: CombinedForm) => void;
  errorOf: (field: string) => string | undefined;
  autoFocus?: boolean;
}

/** Which agents' episodes are in the feed. */
export function CombinedFields({ form, ownerId, onChange, errorOf, autoFocus = false }: CombinedFieldsProps) {
  const set = (change: Partial<CombinedForm>): void => onChange({ ...form, ...change });
  return (
    <>
      <Field label="Name" hint="Its address is made of it once." error={errorOf("name")}>
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
      <AgentChoice
        ownerId={ownerId}
        chosen={form.agentIds}
        hidesPrivate={!form.privateFeed}
        onChange={(agentIds) => set({ agentIds })}
      />
      <PrivateFeedField checked={form.privateFeed} onChange={(privateFeed) => set({ privateFeed })} />
    </>
  );
}

interface AgentChoiceProps {
  ownerId: string;
  chosen: string[];
  /** Whether the feed leaves out agents whose own feed is private. */
  hidesPrivate: boolean;
  onChange: (agentIds: string[]) => void;
}

function AgentChoice({ ownerId, chosen, hidesPrivate, onChange }: AgentChoiceProps) {
  const { data, error } = useQuery(agentsQuery);
  const own = data?.filter((agent) => agent.ownerId === ownerId);
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Episodes of</legend>
      {own === undefined ? (
        error === null ? (
          <Skeleton className="h-20" />
        ) : (
          <p className="text-bad">{messageOf(error)}</p>
        )
      ) : own.length === 0 ? (
        <p className="text-muted">There is no agent yet.</p>
      ) : (
        <ul className="max-h-64 overflow-y-auto rounded-md border">
          {own.map((agent) => (
            <li key={agent.id} className="flex items-center gap-3 border-b px-3 py-2 last:border-b-0">
              <Checkbox
                label={agent.name}
                className="min-w-0 flex-1 wording"
                checked={chosen.includes(agent.id)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...chosen, agent.id] : chosen.filter((id) => id !== agent.id))
                }
              />
              {agent.privateFeed && (
                <span className="flex items-center gap-1.5 text-sm text-muted">
                  <Lock size={14} aria-hidden className="shrink-0" />
                  {hidesPrivate ? "Private: left out" : "Private"}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
