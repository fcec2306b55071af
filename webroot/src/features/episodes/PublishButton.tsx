import { useMutation, useQueryClient } from "@tanstack/react-query";
import { EyeOff, Podcast } from "lucide-react";
import { episodesChanged, publishEpisode, unpublishEpisode } from "@/api/episodes";
import { messageOf } from "@/api/problem";
import type { Episode } from "@/api/types";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toast";
import { whyNotPublishable } from "./whyNotPublishable";

/** Puts an episode into its feed, or takes it out; says why when it cannot go out. */
export function PublishButton({ episode, small = false }: { episode: Episode; small?: boolean }) {
  const client = useQueryClient();
  const say = useToast();
  const turn = useMutation({
    mutationFn: () => (episode.published ? unpublishEpisode(episode.id) : publishEpisode(episode.id)),
    onSuccess: (changed) => say(changed.published ? "Published" : "Unpublished"),
    onError: (failure) => say(messageOf(failure), "bad"),
    onSettled: () => episodesChanged(client),
  });
  const obstacle = whyNotPublishable(episode);
  if (episode.published) {
    return (
      <Button small={small} icon={EyeOff} busy={turn.isPending} onClick={() => turn.mutate()}>
        Unpublish
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
