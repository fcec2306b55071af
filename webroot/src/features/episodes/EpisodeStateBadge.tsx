import { CalendarClock, CircleCheck, CirclePause, EyeOff } from "lucide-react";
import type { Episode } from "@/api/types";
import { useNow } from "@/lib/useNow";
import { Badge } from "@/ui/Badge";

export function EpisodeStateBadge({ episode: { published, held, publishAt } }: { episode: Episode }) {
  const now = useNow();
  if (published) {
    return (
      <Badge tone="good">
        <CircleCheck size={14} aria-hidden /> Published
      </Badge>
    );
  }
  if (publishAt !== undefined) {
    return (
      <Badge tone="accent">
        <CalendarClock size={14} aria-hidden />
        {Date.parse(publishAt) > now ? "Scheduled" : "About to go out"}
      </Badge>
    );
  }
  return held ? (
    <Badge tone="warn">
      <CirclePause size={14} aria-hidden /> Held for review
    </Badge>
  ) : (
    <Badge tone="muted">
      <EyeOff size={14} aria-hidden /> Unpublished
    </Badge>
  );
}
