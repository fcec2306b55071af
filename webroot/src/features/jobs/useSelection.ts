import { useState } from "react";

/** Which rows of a list are chosen. */
export interface Selection {
  ids: ReadonlySet<string>;
  /** Takes rows in, or out. */
  choose: (ids: readonly string[], chosen: boolean) => void;
  clear: () => void;
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    ids,
    choose: (some, chosen) =>
      setIds((before) => {
        const after = new Set(before);
        for (const id of some) {
          if (chosen) {
            after.add(id);
          } else {
            after.delete(id);
          }
        }
        return after;
      }),
    clear: () => setIds(new Set()),
  };
}
