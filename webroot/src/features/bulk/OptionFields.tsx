import { useQuery } from "@tanstack/react-query";
import { errorAt } from "@/api/problem";
import { templatesQuery } from "@/api/templates";
import { AgentField } from "@/features/submit/fields";
import { Checkbox, Field, Input, Select } from "@/ui/Field";
import { Fold } from "@/ui/Fold";
import type { BulkOptions } from "./options";

interface OptionFieldsProps {
  value: BulkOptions;
  onChange: (value: BulkOptions) => void;
  error: unknown;
}

/** By what all rows are checked. */
export function OptionFields({ value, onChange, error }: OptionFieldsProps) {
  const { data: templates = [] } = useQuery(templatesQuery);
  const change = (part: Partial<BulkOptions>): void => onChange({ ...value, ...part });
  const template = templates.find(({ id }) => id === value.templateId);
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Title" hint="Optional; else the source's name." error={errorAt(error, "title")}>
          {(wiring) => (
            <Input
              {...wiring}
              dir="auto"
              maxLength={200}
              value={value.title}
              onChange={(event) => change({ title: event.target.value })}
            />
          )}
        </Field>
        <AgentField
          value={value.agentId}
          onChange={(agentId) => change({ agentId })}
          error={errorAt(error, "agentId")}
        />
      </div>
      <Checkbox
        label="Run rows again that are done already"
        checked={value.again}
        onChange={(event) => change({ again: event.target.checked })}
      />
      <Fold summary="Videos of texts: template and resolution" forced={errorAt(error, "template") !== undefined}>
        <div className="mt-3 grid gap-4 sm:grid-cols-2">
          <Field
            label="Template"
            hint={template?.description ?? "Where a row names none."}
            error={template?.problem ?? errorAt(error, "template")}
          >
            {(wiring) => (
              <Select
                {...wiring}
                value={value.templateId}
                onChange={(event) => change({ templateId: event.target.value })}
              >
                <option value="">The usual one</option>
                {templates.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Resolution" error={errorAt(error, "output")}>
            {(wiring) => (
              <Select
                {...wiring}
                value={value.resolution}
                onChange={(event) => change({ resolution: event.target.value as BulkOptions["resolution"] })}
              >
                <option value="">As the template has it</option>
                <option value="720p">1280 × 720</option>
                <option value="1080p">1920 × 1080</option>
              </Select>
            )}
          </Field>
        </div>
      </Fold>
    </div>
  );
}
