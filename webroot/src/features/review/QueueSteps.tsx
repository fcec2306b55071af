import { ChevronLeft, ChevronRight } from "lucide-react";
import { IconButton } from "@/ui/IconButton";

/** Where an episode stands among those that wait. */
export interface Neighbours {
  /** From 1; 0 when it is not among them. */
  place: number;
  total: number;
  previous: string | undefined;
  next: string | undefined;
}

interface QueueStepsProps {
  neighbours: Neighbours;
  onGo: (episodeId: string) => void;
}

/** To the episodes before and behind in the review. */
export function QueueSteps({ neighbours: { place, total, previous, next }, onGo }: QueueStepsProps) {
  return (
    <>
      {total > 0 && (
        <span className="px-1 text-sm whitespace-nowrap text-muted tabular-nums">
          {place > 0 ? `${place} of ${total}` : `${total} waiting`}
        </span>
      )}
      <IconButton
        icon={ChevronLeft}
        label="Previous episode (k)"
        disabled={previous === undefined}
        onClick={() => previous !== undefined && onGo(previous)}
      />
      <IconButton
        icon={ChevronRight}
        label="Next episode (j)"
        disabled={next === undefined}
        onClick={() => next !== undefined && onGo(next)}
      />
    </>
  );
}
