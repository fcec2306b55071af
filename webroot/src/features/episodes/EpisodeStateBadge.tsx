import { CircleCheck, CirclePause, EyeOff } from "lucide-react";
import type { Episode } from "@/api/types";
import { Badge } from "@/ui/Badge";

export function EpisodeStateBadge({ episode: { published, held } }: { episode: Episode }) {
  if (published) {
    return (
      <Badge tone="good">
        <CircleCheck size={14} aria-hidden /> Published
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
