import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { episodesChanged, updateEpisode } from "@/api/episodes";
import { errorAt, errorBeside } from "@/api/problem";
import type { Episode } from "@/api/types";
import { Button } from "@/ui/Button";
import { Field, Input, TextArea } from "@/ui/Field";
import { FormError } from "@/ui/FormError";
import { useToast } from "@/ui/Toast";

/** Edits what listeners read of an episode. */
export function EpisodeForm({ episode, onDone }: { episode: Episode; onDone: () => void }) {
  const client = useQueryClient();
  const say = useToast();
  const [title, setTitle] = useState(episode.title);
  const [description, setDescription] = useState(episode.description);
  const saving = useMutation({
    mutationFn: () => updateEpisode(episode.id, { title: title.trim(), description }),
    onSuccess: async () => {
      await episodesChanged(client);
      say("Saved");
      onDone();
    },
  });
  const save = (event: SyntheticEvent): void => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={save} className="mt-6 flex flex-col gap-4">
      <Field label="Title" error={errorAt(saving.error, "title")}>
        {(wiring) => (
          <Input
            {...wiring}
            dir="auto"
            required
            maxLength={500}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Description"
        hint="Plain text, as podcast apps show it."
        error={errorAt(saving.error, "description")}
      >
        {(wiring) => (
          <TextArea
            {...wiring}
            dir="auto"
            rows={8}
            maxLength={20_000}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
      <FormError text={errorBeside(saving.error, ["title", "description"])} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Discard changes</Button>
        <Button type="submit" kind="primary" busy={saving.isPending} disabled={title.trim() === ""}>
          Save
        </Button>
      </div>
    </form>
  );
}
