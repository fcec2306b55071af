import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  episodeKeys,
  episodesChanged,
  holdEpisode,
  publishEpisode,
  rejectEpisode,
  unpublishEpisode,
  updateEpisode,
} from "@/api/episodes";
import { messageOf } from "@/api/problem";
import type { Episode } from "@/api/types";
import { exactTime } from "@/lib/format";
import { useToast } from "@/ui/Toast";
import type { CutEditing } from "./useCut";

interface Decision {
  act: (episode: Episode) => Promise<Episode>;
  /** What is said of it. */
  words: (episode: Episode) => string;
  /** How it is taken back, where it can be. */
  undo?: (episode: Episode) => Promise<Episode>;
  /** Whether the episode has been dealt with. */
  settles: boolean;
}

/** What a person can decide of an episode; each can be taken back for a while. */
export function useDecisions(episode: Episode, editing: CutEditing, onSettled: () => void) {
  const client = useQueryClient();
  const say = useToast();
  const undoing = useMutation({
    mutationFn: (undo: () => Promise<Episode>) => undo(),
    onSuccess: () => say("Taken back"),
    onError: (failure) => say(messageOf(failure), "bad"),
    onSettled: () => episodesChanged(client),
  });
  const deciding = useMutation({
    mutationFn: ({ act }: Decision) => act(episode),
    onSuccess: (changed, { words, undo, settles }) => {
      client.setQueryData(episodeKeys.detail(changed.id), changed);
      editing.reset();
      say(
        words(changed),
        "good",
        undo === undefined
          ? undefined
          : {
              label: "Undo",
              otherwise: "It can be taken back on the episode's page.",
              onSelect: () => undoing.mutate(() => undo(changed)),
            },
      );
      if (settles) {
        onSettled();
      }
    },
    onError: (failure) => say(messageOf(failure), "bad"),
    onSettled: () => episodesChanged(client),
  });

  const cut = (): Promise<Episode> => {
    const { span, chapters } = editing.cut;
    return updateEpisode(episode.id, {
      span,
      sourceChapters: chapters.filter(({ title }) => title.trim() !== ""),
    });
  };
  const cutFirst = async (): Promise<void> => {
    if (editing.changed) {
      await cut();
    }
  };
  const back = ({ id }: Episode): Promise<Episode> => (episode.held ? holdEpisode(id) : unpublishEpisode(id));
  return {
    busy: deciding.isPending,
    save: () =>
      deciding.mutate({
        act: cut,
        words: ({ recut }) => (recut === undefined ? "The episode stays as it was" : "It is being cut anew"),
        settles: false,
      }),
    publish: (at?: string) =>
      deciding.mutate({
        act: async ({ id }) => {
          await cutFirst();
          return publishEpisode(id, at);
        },
        words: ({ published, publishAt }) =>
          published
            ? "Published"
            : at === undefined || publishAt === undefined
              ? "It goes out as soon as it is cut"
              : `Scheduled for ${exactTime(publishAt)}`,
        undo: back,
        settles: true,
      }),
    reject: () =>
      deciding.mutate({
        act: ({ id }) => rejectEpisode(id),
        words: () => "Rejected: it stays unpublished",
        undo: ({ id }) => holdEpisode(id),
        settles: true,
      }),
    takeBack: () =>
      deciding.mutate({
        act: ({ id }) => unpublishEpisode(id),
        words: ({ held }) => (held ? "Back in review" : "Unpublished"),
        ...(episode.published ? { undo: ({ id }: Episode) => publishEpisode(id) } : {}),
        settles: false,
      }),
    hold: () => deciding.mutate({ act: ({ id }) => holdEpisode(id), words: () => "Put into review", settles: false }),
  };
}

export type Decisions = ReturnType<typeof useDecisions>;
