import { CircleCheck, CircleX, Clock, Eye, EyeOff, type LucideIcon } from "lucide-react";
import type { Video, VideoStatus } from "@/api/types";
import { VIDEO_RULE_WORDS, VIDEO_STATUS_WORDS } from "@/lib/words";
import { Badge, type Tone } from "@/ui/Badge";

const LOOKS: Record<VideoStatus, { icon: LucideIcon; tone: Tone }> = {
  discovered: { icon: Eye, tone: "muted" },
  queued: { icon: Clock, tone: "accent" },
  processed: { icon: CircleCheck, tone: "good" },
  ignored: { icon: EyeOff, tone: "muted" },
  failed: { icon: CircleX, tone: "bad" },
};

/** Where a video stands, and by which rule it is left out. */
export function VideoStatusBadge({ video: { status, rule } }: { video: Video }) {
  const { icon: Icon, tone } = LOOKS[status];
  return (
    <Badge tone={tone}>
      <Icon size={14} aria-hidden />
      {VIDEO_STATUS_WORDS[status]}
      {rule !== undefined && <span className="font-normal">· {VIDEO_RULE_WORDS[rule]}</span>}
    </Badge>
  );
}
