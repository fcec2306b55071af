import { useMutation, useQueryClient } from "@tanstack/react-query";
import { EyeOff, Podcast } from "lucide-react";
import { episodesChanged, holdEpisode, publishEpisode, unpublishEpisode } from "@/api/episodes";
import { messageOf } from "@/api/problem";
import type { Episode } from "@/api/types";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toast";
import { whyNotPublishable } from "./whyNotPublishable";

/** Brings an episode back to where it was. */
function before({ id, published, publishAt, held }: Episode): Promise<Episode> {
  if (published) {
    return publishEpisode(id);
  }
  if (publishAt !== undefined) {
    return publishEpisode(id, Date.parse(publishAt) > Date.now() ? publishAt : undefined);
  }
  return held ? holdEpisode(id) : unpublishEpisode(id);
}

/** Puts an episode into its feed, or takes it out; says why when it cannot go out. */
export function PublishButton({ episode, small = false }: { episode: Episode; small?: boolean }) {
  const client = useQueryClient();
  const say = useToast();
  // A decision that it goes out can be taken back before and after.
  const out = episode.published || episode.publishAt !== undefined;
  const undoing = useMutation({
    mutationFn: () => before(episode),
    onSuccess: () => say("Taken back"),
    onError: (failure) => say(messageOf(failure), "bad"),
    onSettled: () => episodesChanged(client),
  });
  const turn = useMutation({
    mutationFn: () => (out ? unpublishEpisode(episode.id) : publishEpisode(episode.id)),
    onSuccess: (changed) =>
      say(
        changed.published
          ? "Published"
          : changed.publishAt !== undefined
            ? "It goes out as soon as it is cut"
            : changed.held
              ? "Back in review"
              : "Unpublished",
        "good",
        {
          label: "Undo",
          otherwise: "The same button takes it back.",
          onSelect: () => undoing.mutate(),
        },
      ),
    onError: (failure) => say(messageOf(failure), "bad"),
    onSettled: () => episodesChanged(client),
  });
  const obstacle = whyNotPublishable(episode);
  if (out) {
    return (
      <Button small={small} icon={EyeOff} busy={turn.isPending} onClick={() => turn.mutate()}>
        {episode.published ? "Unpublish" : "Back to review"}
      </Button>
    );
  }
  if (obstacle !== undefined) {
    return <p className="self-center text-sm text-muted">{obstacle}</p>;
  }
  return (
    <Button small={small} kind="primary" icon={Podcast} busy={turn.isPending} onClick={() => turn.mutate()}>
      Publish
    </Button>
  );
}
