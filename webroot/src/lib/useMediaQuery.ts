import { useSyncExternalStore } from "react";

/** Whether the page is wide enough for tables; narrower, they turn into cards. */
export function useWide(): boolean {
  return useMediaQuery("(min-width: 48rem)");
}

function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (watcher) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", watcher);
      return () => list.removeEventListener("change", watcher);
    },
    () => window.matchMedia(query).matches,
  );
}
