import type { Episode } from "@/api/types";
import type { Neighbours } from "./QueueSteps";

/** Where an episode stands among those that wait; from one that does not wait, the first is next. */
export function neighboursOf(waiting: readonly Episode[], total: number, id: string): Neighbours {
  const index = waiting.findIndex((episode) => episode.id === id);
  return {
    place: index + 1,
    total,
    previous: index > 0 ? waiting[index - 1]?.id : undefined,
    next: waiting[index + 1]?.id,
  };
}
