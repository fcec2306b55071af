import type { ReactNode } from "react";
import { Checkbox, Field, Input, Select, TextArea } from "@/ui/Field";
import { Fold } from "@/ui/Fold";
import { PeopleFields } from "./PeopleFields";
import type { PodcastForm } from "./podcastForm";

interface PodcastFieldsProps {
  form: PodcastForm;
  /** What stands in for the title. */
  fallback: string;
  onChange: (form: PodcastForm) => void;
  errorOf: (field: string) => string | undefined;
}

type TextName = "title" | "author" | "language" | "category" | "link" | "email" | "image" | "guid";

/** What the podcast says of itself. */
export function PodcastFields({ form, fallback, onChange, errorOf }: PodcastFieldsProps) {
  const set = (change: Partial<PodcastForm>): void => onChange({ ...form, ...change });
  const wrong = (name: string): string | undefined => errorOf(`feed.${name}`) ?? errorOf(name);
  const input = (name: TextName, label: string, hint: string | undefined, maxLength: number): ReactNode => (
    <Field label={label} hint={hint} error={name === "title" ? errorOf("feed.title") : wrong(name)}>
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
        {input("title", "Podcast title", fallback, 255)}
        {input("author", "Author", undefined, 255)}
      </div>
      <Field label="Description" error={wrong("description")}>
        {(wiring) => (
          <TextArea
            {...wiring}
            dir="auto"
            rows={4}
            maxLength={4000}
            value={form.description}
            onChange={(event) => set({ description: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {input("language", "Language", "As en or de-AT.", 35)}
        {input("category", "Category", "As in Apple Podcasts: Religion & Spirituality > Christianity", 100)}
        {input("email", "Email of its owner", "Directories ask for it. Everybody who reads the feed can see it.", 254)}
        {input("link", "Web site", undefined, 2048)}
      </div>
      <PeopleFields people={form.people} onChange={(people) => set({ people })} error={wrong("people")} />
      <Checkbox
        label="Explicit content"
        checked={form.explicit}
        onChange={(event) => set({ explicit: event.target.checked })}
      />
      <Fold
        summary="For podcasts that come from, or go to, another host"
        forced={["image", "guid"].some((name) => errorOf(`feed.${name}`) !== undefined)}
      >
        <div className="mt-3 grid gap-4 sm:grid-cols-2">
          {input("image", "Artwork elsewhere", "Its address, in place of the artwork here.", 2048)}
          {input("guid", "Podcast GUID", "That it had at the other host.", 36)}
          <Field label="Moving to another host" hint="What podcast:locked tells other hosts.">
            {(wiring) => (
              <Select
                {...wiring}
                value={form.locked}
                onChange={(event) => set({ locked: event.target.value as PodcastForm["locked"] })}
              >
                <option value="">Not said</option>
                <option value="yes">Locked: nobody may take it over</option>
                <option value="no">Free: it may be taken over</option>
              </Select>
            )}
          </Field>
        </div>
      </Fold>
    </>
  );
}
