import type { ReactNode } from "react";
import { Checkbox, Field, Input, TextArea } from "@/ui/Field";
import type { AgentForm } from "./form";

interface FeedFieldsProps {
  form: AgentForm;
  onChange: (form: AgentForm) => void;
  errorOf: (field: string) => string | undefined;
}

/** What the podcast says of itself. */
export function FeedFields({ form, onChange, errorOf }: FeedFieldsProps) {
  const set = (change: Partial<AgentForm>): void => onChange({ ...form, ...change });
  const input = (
    label: string,
    hint: ReactNode,
    name: "feedTitle" | "feedAuthor" | "feedLanguage" | "feedCategory",
    field: string,
    maxLength: number,
  ): ReactNode => (
    <Field label={label} hint={hint} error={errorOf(field) ?? errorOf(`feed.${field}`)}>
      {(wiring) => (
        <Input
          {...wiring}
          dir="auto"
          maxLength={maxLength}
          value={form[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        {input("Podcast title", "The agent's name when empty.", "feedTitle", "title", 255)}
        {input("Author", undefined, "feedAuthor", "author", 255)}
      </div>
      <Field label="Description" error={errorOf("feed.description") ?? errorOf("description")}>
        {(wiring) => (
          <TextArea
            {...wiring}
            dir="auto"
            rows={4}
            maxLength={4000}
            value={form.feedDescription}
            onChange={(event) => set({ feedDescription: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {input("Language", "As en or de-AT.", "feedLanguage", "language", 35)}
        {input(
          "Category",
          "As in Apple Podcasts: Religion & Spirituality > Christianity",
          "feedCategory",
          "category",
          100,
        )}
      </div>
      <Checkbox
        label="Explicit content"
        checked={form.feedExplicit}
        onChange={(event) => set({ feedExplicit: event.target.checked })}
      />
    </>
  );
}
