import { useMutation, useQueryClient } from "@tanstack/react-query";
import { SkipForward } from "lucide-react";
import { bulkKeys, skipItem } from "@/api/bulk";
import { messageOf } from "@/api/problem";
import type { BulkItem } from "@/api/types";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toast";
import type { ItemGrid } from "./ItemGrid";

interface SkipButtonProps {
  bulkJobId: string;
  grid: ItemGrid;
  item: BulkItem;
}

/** Leaves out a row that has not started. */
export function SkipButton({ bulkJobId, grid, item }: SkipButtonProps) {
  const client = useQueryClient();
  const say = useToast();
  const skipping = useMutation({
    mutationFn: () => skipItem(bulkJobId, item.itemId),
    onSuccess: (skipped) => {
      grid.set(skipped.itemId, skipped.status);
      say(`Row ${item.row.toLocaleString("en")} is left out`);
    },
    onError: (failure) => say(messageOf(failure), "bad"),
    onSettled: () => client.invalidateQueries({ queryKey: bulkKeys.items(bulkJobId) }),
  });
  return (
    <Button
      small
      kind="quiet"
      icon={SkipForward}
      aria-label={`Skip row ${item.row}`}
      busy={skipping.isPending}
      onClick={() => skipping.mutate()}
    >
      Skip
    </Button>
  );
}
