import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { type SyntheticEvent, useState } from "react";
import { deleteFeed, feedKeys, feedsChanged, updateFeed } from "@/api/feeds";
import { errorAt, errorBeside, messageOf } from "@/api/problem";
import type { CombinedFeed } from "@/api/types";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Confirm } from "@/ui/Confirm";
import { FormError } from "@/ui/FormError";
import { useToast } from "@/ui/Toast";
import { CombinedFields } from "./CombinedFields";
import { COMBINED_FIELDS, fromCombined, toCombined } from "./combinedForm";
import { PodcastFields } from "./PodcastFields";

/** What a combined feed is made of, and says of itself. */
export function FeedSettings({ feed }: { feed: CombinedFeed }) {
  const client = useQueryClient();
  const say = useToast();
  const [form, setForm] = useState(() => fromCombined(feed));
  const saving = useMutation({
    mutationFn: () => updateFeed(feed.id, toCombined(form)),
    onSuccess: async () => {
      await feedsChanged(client);
      say("Saved");
    },
  });
  const save = (event: SyntheticEvent): void => {
    event.preventDefault();
    saving.mutate();
  };
  const errorOf = (field: string): string | undefined => errorAt(saving.error, field);
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <form onSubmit={save} className="flex flex-col gap-6">
        <Card className="flex flex-col gap-4">
          <h2 className="text-lg font-semibold">Feed</h2>
          <CombinedFields form={form} ownerId={feed.ownerId} onChange={setForm} errorOf={errorOf} />
        </Card>
        <Card className="flex flex-col gap-4">
          <h2 className="text-lg font-semibold">Podcast</h2>
          <PodcastFields
            form={form.podcast}
            fallback="The feed's name when empty."
            onChange={(podcast) => setForm({ ...form, podcast })}
            errorOf={errorOf}
          />
        </Card>
        <FormError text={errorBeside(saving.error, COMBINED_FIELDS)} />
        <div className="flex justify-end">
          <Button type="submit" kind="primary" busy={saving.isPending} disabled={form.name.trim() === ""}>
            Save settings
          </Button>
        </div>
      </form>
      <Removal feed={feed} />
    </div>
  );
}

function Removal({ feed }: { feed: CombinedFeed }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const [asking, setAsking] = useState(false);
  const deleting = useMutation({
    mutationFn: () => deleteFeed(feed.id),
    onSuccess: async () => {
      say("Deleted");
      await navigate({ to: "/feeds", search: {} });
      await client.invalidateQueries({ queryKey: feedKeys.list });
    },
    onError: (failure) => say(messageOf(failure), "bad"),
  });
  return (
    <Card className="flex flex-wrap items-center justify-between gap-4">
      <div>
        <h2 className="font-semibold">Delete this feed</h2>
        <p className="text-muted">Its agents and their own feeds stay. It is gone at once, for every subscriber.</p>
      </div>
      <Button kind="danger" icon={Trash2} busy={deleting.isPending} onClick={() => setAsking(true)}>
        Delete
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${feed.name}?`}
        action="Delete the feed"
        onConfirm={() => deleting.mutate()}
      >
        It is gone at once, for every subscriber. This cannot be taken back.
      </Confirm>
    </Card>
  );
}
