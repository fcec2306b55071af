import { useSyncExternalStore } from "react";
import { localPath } from "@/app/address";
import type { Notification as Told } from "@/api/types";

/** Whether this browser says it too: not at all, not yet, never as its owner decided, or yes. */
export type BrowserState = "unable" | "off" | "blocked" | "on";

const KEY = "reelcast.browser-notifications";

const watchers = new Set<() => void>();

function wanted(): boolean {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return false;
  }
}

function want(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // Storage is refused: it is asked for again with the next page.
  }
  watchers.forEach((watcher) => watcher());
}

function currentState(): BrowserState {
  if (!("Notification" in window)) {
    return "unable";
  }
  if (Notification.permission === "denied") {
    return "blocked";
  }
  return Notification.permission === "granted" && wanted() ? "on" : "off";
}

export function useBrowserState(): BrowserState {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, currentState);
}

/** Only ever called from a click: browsers punish those that ask unasked. */
export async function switchOn(): Promise<void> {
  const permission = await Notification.requestPermission();
  want(permission === "granted");
}

export function switchOff(): void {
  want(false);
}

/**
 * Says something outside the page, where that is wanted and nobody looks at the page.
 *
 * @param open leads to what it is about
 */
export function announce({ id, title, text, link }: Told, open: (link: string) => void): void {
  if (currentState() !== "on" || document.hasFocus()) {
    return;
  }
  try {
    // Of several pages that are open the browser shows one: they have the same tag.
    const shown = new Notification(title, { body: text, tag: id, icon: "/favicon.svg" });
    const { to } = localPath(link);
    shown.onclick = () => {
      window.focus();
      shown.close();
      if (to !== undefined) {
        open(to);
      }
    };
  } catch {
    // Phones offer it and then refuse: the inbox has it.
  }
}
