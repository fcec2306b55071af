import { useSyncExternalStore } from "react";

let chosen: File | undefined;
const watchers = new Set<() => void>();

/** Whether a file is a table of text, as far as its name and type tell. */
export function isCsv(file: File): boolean {
  return /\.(csv|tsv)$/i.test(file.name) || file.type === "text/csv" || file.type === "text/tab-separated-values";
}

/** Takes the file for the next bulk job, from wherever it was dropped. */
export function chooseCsv(file: File | undefined): void {
  chosen = file;
  watchers.forEach((watcher) => watcher());
}

/** The file that was chosen for the next bulk job. */
export function useCsvFile(): File | undefined {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => chosen,
  );
}
