import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { bulkKeys } from "@/api/bulk";
import { isBulkEvent, isItemEvent, type ItemEvent, mergeBulk } from "@/api/bulkMerge";
import { isGap } from "@/api/merge";
import type { BulkJob } from "@/api/types";
import { useSubscription } from "./LiveProvider";
import { Throttle } from "./Throttle";

/** Reading all of a bulk job again is for once in this while, however much there is to catch up with. */
const CATCH_UP_MS = 1000;

/**
 * Keeps a bulk job in step with its events.
 *
 * @param id undefined to hear nothing
 * @param row what a list knows of it, where it was not read by itself
 */
export function useBulkFigures(id: string | undefined, row?: BulkJob): void {
  const client = useQueryClient();
  const later = useThrottle();
  const key = bulkKeys.detail(id ?? "");
  const read = (): void => {
    void client.refetchQueries({ queryKey: key, exact: true, type: "active" });
  };
  useSubscription(
    id === undefined ? undefined : `bulk.progress.${id}`,
    (body) => {
      const before = client.getQueryData<BulkJob>(key) ?? row;
      if (!isBulkEvent(body) || before === undefined || body.seq <= before.seq) {
        return;
      }
      client.setQueryData<BulkJob>(key, mergeBulk(before, body));
      if (isGap(before.seq, body.seq)) {
        later.run("figures", read);
      }
      if (body.type !== "bulk.progress") {
        // What can be asked of it now is not in events.
        void client.invalidateQueries({ queryKey: key, exact: true });
        void client.invalidateQueries({ queryKey: bulkKeys.lists });
      }
    },
    read,
  );
}

/**
 * Hears what happens to the items of a bulk job.
 *
 * @param onItem hears of one item
 * @param onCatchUp reads all items again: some changed of which no event told, or events were lost
 */
export function useBulkItems(id: string, onItem: (event: ItemEvent) => void, onCatchUp: () => void): void {
  const later = useThrottle();
  const seq = useRef<number>(undefined);
  useSubscription(
    `bulk.progress.${id}`,
    (body) => {
      if (isItemEvent(body)) {
        onItem(body);
      } else if (isBulkEvent(body)) {
        const before = seq.current;
        if (before !== undefined && body.seq <= before) {
          return;
        }
        seq.current = body.seq;
        if (body.itemsChanged === true || (before !== undefined && isGap(before, body.seq))) {
          later.run("items", onCatchUp);
        }
      }
    },
    () => later.run("items", onCatchUp),
  );
}

function useThrottle(): Throttle {
  const [throttle] = useState(() => new Throttle(CATCH_UP_MS));
  useEffect(() => () => throttle.cancel(), [throttle]);
  return throttle;
}
