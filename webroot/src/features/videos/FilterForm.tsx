import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { agentKeys } from "@/api/agents";
import { errorAt, errorBeside } from "@/api/problem";
import type { Agent } from "@/api/types";
import { saveFilters } from "@/api/videos";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Checkbox, Field, Input } from "@/ui/Field";
import { FormError } from "@/ui/FormError";
import { useToast } from "@/ui/Toast";
import { FilterPreview } from "./FilterPreview";
import { type FilterValues, fromFilters, toFilters } from "./filters";
import { useFilterPreview } from "./useFilterPreview";

const FIELDS = ["titleInclude", "titleExclude", "minMinutes", "maxMinutes"] as const;

/** Which videos of its channel an agent takes, tried on the newest ones while one writes. */
export function FilterForm({ agent }: { agent: Agent }) {
  const client = useQueryClient();
  const say = useToast();
  const [values, setValues] = useState(() => fromFilters(agent.filters));
  const tried = useFilterPreview(agent.id, toFilters(values));
  const saving = useMutation({
    mutationFn: () => saveFilters(agent.id, toFilters(values)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: agentKeys.all });
      say("Saved");
    },
  });
  const set = (change: Partial<FilterValues>): void => {
    saving.reset();
    setValues({ ...values, ...change });
  };
  const save = (event: SyntheticEvent): void => {
    event.preventDefault();
    saving.mutate();
  };
  const errorOf = (field: (typeof FIELDS)[number]): string | undefined =>
    errorAt(tried.error, field) ?? errorAt(saving.error, `filters.${field}`);
  const title = (field: "titleInclude" | "titleExclude", label: string, hint: string, placeholder: string) => (
    <Field label={label} hint={hint} error={errorOf(field)}>
      {(wiring) => (
        <Input
          {...wiring}
          dir="auto"
          maxLength={500}
          spellCheck={false}
          autoComplete="off"
          placeholder={placeholder}
          className="font-mono"
          value={values[field]}
          onChange={(event) => set({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
  const length = (field: "minMinutes" | "maxMinutes", label: string) => (
    <Field label={label} hint="In minutes; empty for any length." error={errorOf(field)}>
      {(wiring) => (
        <Input
          {...wiring}
          type="number"
          inputMode="decimal"
          min={0}
          max={1440}
          step="any"
          value={values[field]}
          onChange={(event) => set({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form onSubmit={save}>
      <Card className="flex flex-col gap-4">
        <div>
          <h2 className="text-lg font-semibold">Videos</h2>
          <p className="text-muted">Which videos of the channel are taken. One that is left out says why.</p>
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          {title(
            "titleInclude",
            "Title must match",
            "Regular expression; upper and lower case count alike.",
            "sermon|service",
          )}
          {title("titleExclude", "Title must not match", "Regular expression.", "trailer|announcement")}
          {length("minMinutes", "Shortest video")}
          {length("maxMinutes", "Longest video")}
        </div>
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          <Checkbox
            label="Take shorts"
            checked={values.shorts}
            onChange={(event) => set({ shorts: event.target.checked })}
          />
          <Checkbox
            label="Take live streams, once they are over"
            checked={values.live}
            onChange={(event) => set({ live: event.target.checked })}
          />
        </div>
        <FilterPreview preview={tried.data} stale={tried.stale} />
        <FormError
          text={
            errorBeside(
              saving.error,
              FIELDS.map((field) => `filters.${field}`),
            ) ?? errorBeside(tried.error, FIELDS)
          }
        />
        <div className="flex justify-end">
          <Button type="submit" kind="primary" busy={saving.isPending}>
            Save filters
          </Button>
        </div>
      </Card>
    </form>
  );
}
