import { useEffect, useEffectEvent, useState } from "react";
import { bulkGrid } from "@/api/bulk";
import { useBulkItems } from "@/live/useBulkEvents";
import { ItemGrid } from "./ItemGrid";

interface LiveGrid {
  grid: ItemGrid;
  /** Whether the items were read at least once. */
  known: boolean;
  /** Why they could not be read. */
  error: unknown;
  read: () => void;
}

/** Where each item of a bulk job stands, live. */
export function useItemGrid(bulkJobId: string): LiveGrid {
  const [grid] = useState(() => new ItemGrid());
  const [known, setKnown] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const read = (): void => {
    grid.expect();
    bulkGrid(bulkJobId).then(
      ({ items }) => {
        grid.load(items);
        setKnown(true);
        setError(null);
      },
      (failure: unknown) => setError(failure),
    );
  };
  const readFirst = useEffectEvent(read);
  useEffect(() => readFirst(), [bulkJobId]);
  useBulkItems(bulkJobId, (event) => grid.apply(event), read);
  return { grid, known, error, read };
}
