import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  LoaderCircle,
  type LucideIcon,
} from "lucide-react";
import type { BulkStatus } from "@/api/types";
import { cx } from "@/lib/cx";
import { BULK_STATUS_WORDS } from "@/lib/words";
import { Badge, type Tone } from "@/ui/Badge";

const LOOKS: Record<BulkStatus, { icon: LucideIcon; tone: Tone }> = {
  pending: { icon: CircleDashed, tone: "muted" },
  running: { icon: LoaderCircle, tone: "accent" },
  pausing: { icon: LoaderCircle, tone: "warn" },
  paused: { icon: CirclePause, tone: "warn" },
  completing: { icon: LoaderCircle, tone: "accent" },
  completed: { icon: CircleCheck, tone: "good" },
  completed_with_errors: { icon: CircleAlert, tone: "warn" },
  cancelling: { icon: LoaderCircle, tone: "muted" },
  cancelled: { icon: Ban, tone: "muted" },
  failed: { icon: CircleX, tone: "bad" },
};

export function BulkStatusBadge({ status }: { status: BulkStatus }) {
  const { icon: Icon, tone } = LOOKS[status];
  return (
    <Badge tone={tone}>
      <Icon size={14} aria-hidden className={cx(Icon === LoaderCircle && "animate-spin [animation-duration:3s]")} />
      {BULK_STATUS_WORDS[status]}
    </Badge>
  );
}
