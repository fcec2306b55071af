import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { bulkKeys, deleteBulk } from "@/api/bulk";
import { messageOf } from "@/api/problem";
import { useToast } from "@/ui/Toast";

/** As long as the message with the way back is to be seen. */
const UNDO_MS = 12_000;

interface Leaving {
  timer: ReturnType<typeof setTimeout>;
  send: () => void;
}

const leaving = new Map<string, Leaving>();
const watchers = new Set<() => void>();
let ids: ReadonlySet<string> = new Set();

function changed(): void {
  ids = new Set(leaving.keys());
  watchers.forEach((watcher) => watcher());
}

// Who closes the page does not take back.
window.addEventListener("pagehide", () => leaving.forEach(({ send }) => send()));

/** Bulk jobs that are gone for the reader, and can still be had back. */
export function useLeaving(): ReadonlySet<string> {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => ids,
  );
}

/** Deletes a bulk job a moment after it was asked for, unless that is taken back: the server cannot. */
export function useDeletion(): (id: string, words: string) => void {
  const client = useQueryClient();
  const say = useToast();
  return (id, words) => {
    const send = (): void => {
      if (leaving.has(id)) {
        clearTimeout(leaving.get(id)?.timer);
        void deleteNow(client, id).catch((failure: unknown) => say(messageOf(failure), "bad"));
      }
    };
    leaving.set(id, { timer: setTimeout(send, UNDO_MS), send });
    changed();
    say(words, "good", {
      label: "Undo",
      otherwise: "It cannot be had back later.",
      onSelect: () => {
        clearTimeout(leaving.get(id)?.timer);
        leaving.delete(id);
        changed();
      },
    });
  };
}

async function deleteNow(client: QueryClient, id: string): Promise<void> {
  try {
    await deleteBulk(id);
    client.removeQueries({ queryKey: bulkKeys.detail(id) });
  } finally {
    await client.invalidateQueries({ queryKey: bulkKeys.lists });
    leaving.delete(id);
    changed();
  }
}
