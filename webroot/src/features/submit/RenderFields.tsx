import { useQuery } from "@tanstack/react-query";
import { templatesQuery } from "@/api/templates";
import type { RenderRequest } from "@/api/types";
import { count } from "@/lib/format";
import { Field, Input, Select, TextArea } from "@/ui/Field";

const LONGEST = 20_000;

/** What a video is made of, as the form has it. */
export interface Rendering {
  text: string;
  templateId: string;
  resolution: "" | "720p" | "1080p";
  imageUrl: string;
}

export const EMPTY_RENDERING: Rendering = { text: "", templateId: "plain", resolution: "", imageUrl: "" };

/** As the server counts: in characters, not in halves of them. */
export function isRenderable({ text }: Rendering): boolean {
  return text.trim() !== "" && Array.from(text).length <= LONGEST;
}

export function renderRequest({ text, templateId, resolution, imageUrl }: Rendering): RenderRequest {
  const overrides = {
    ...(resolution === "" ? {} : { resolution }),
    ...(imageUrl.trim() === "" ? {} : { imageUrl: imageUrl.trim() }),
  };
  return { text, templateId, ...(Object.keys(overrides).length === 0 ? {} : { overrides }) };
}

interface RenderFieldsProps {
  value: Rendering;
  onChange: (value: Rendering) => void;
  error: string | undefined;
}

/** A text, and what the video of it looks like. */
export function RenderFields({ value, onChange, error }: RenderFieldsProps) {
  const { data: templates = [] } = useQuery(templatesQuery);
  const chosen = templates.find(({ id }) => id === value.templateId);
  const length = Array.from(value.text).length;
  return (
    <>
      <Field
        label="Text"
        hint="It is spoken, and shown in time with the voice."
        error={length > LONGEST ? `It has ${count(length, "character")}; 20,000 is the most.` : error}
      >
        {(wiring) => (
          <TextArea
            {...wiring}
            dir="auto"
            rows={8}
            value={value.text}
            onChange={(event) => onChange({ ...value, text: event.target.value })}
          />
        )}
      </Field>
      <div className="mt-4 grid gap-4 sm:grid-cols-2">
        <Field label="Template" hint={chosen?.description} error={chosen?.problem}>
          {(wiring) => (
            <Select
              {...wiring}
              value={value.templateId}
              onChange={(event) => onChange({ ...value, templateId: event.target.value })}
            >
              {templates.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Resolution" error={undefined}>
          {(wiring) => (
            <Select
              {...wiring}
              value={value.resolution}
              onChange={(event) => onChange({ ...value, resolution: event.target.value as Rendering["resolution"] })}
            >
              <option value="">As the template has it</option>
              <option value="720p">1280 × 720</option>
              <option value="1080p">1920 × 1080</option>
            </Select>
          )}
        </Field>
      </div>
      <Field label="Picture behind the text" hint="Optional; its address." error={undefined} className="mt-4">
        {(wiring) => (
          <Input
            {...wiring}
            inputMode="url"
            placeholder="https://"
            maxLength={4096}
            value={value.imageUrl}
            onChange={(event) => onChange({ ...value, imageUrl: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
