import type { BulkColumn, BulkField, BulkItem } from "@/api/types";
import { BULK_FIELD_WORDS } from "@/lib/words";
import { Section } from "@/ui/Card";
import { Field, Select } from "@/ui/Field";

interface ColumnFieldsProps {
  columns: BulkColumn[];
  /** Rows to tell a column by. */
  sample: BulkItem[];
  busy: boolean;
  onChange: (name: string, field: BulkField) => void;
}

/** What each column is taken for; a change has all rows checked again. */
export function ColumnFields({ columns, sample, busy, onChange }: ColumnFieldsProps) {
  return (
    <Section title="Columns">
      <div className="grid gap-x-4 gap-y-5 rounded-md border bg-surface p-4 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-4">
        {columns.map(({ name, field }, index) => {
          const example = sample.map(({ cells }) => cells[index] ?? "").find((cell) => cell !== "");
          return (
            <Field
              key={`${index} ${name}`}
              label={name === "" ? `Column ${index + 1}` : name}
              hint={
                example === undefined ? (
                  "Empty in the first rows."
                ) : (
                  <span dir="auto" title={example} className="block truncate">
                    {example}
                  </span>
                )
              }
            >
              {(wiring) => (
                <Select
                  {...wiring}
                  value={field}
                  disabled={busy}
                  onChange={(event) => onChange(name, event.target.value as BulkField)}
                >
                  {Object.entries(BULK_FIELD_WORDS).map(([value, words]) => (
                    <option key={value} value={value}>
                      {words}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          );
        })}
      </div>
    </Section>
  );
}
