import { Ban, CircleCheck, CircleDashed, CircleX, Clock, LoaderCircle, type LucideIcon } from "lucide-react";
import type { JobStatus } from "@/api/types";
import { cx } from "@/lib/cx";
import { STATUS_WORDS } from "@/lib/words";
import { Badge } from "@/ui/Badge";

const LOOKS: Record<JobStatus, { icon: LucideIcon; tone: "muted" | "accent" | "good" | "bad" }> = {
  pending: { icon: Clock, tone: "muted" },
  processing: { icon: LoaderCircle, tone: "accent" },
  completed: { icon: CircleCheck, tone: "good" },
  failed: { icon: CircleX, tone: "bad" },
  cancelled: { icon: Ban, tone: "muted" },
  skipped: { icon: CircleDashed, tone: "muted" },
};

export function StatusBadge({ status }: { status: JobStatus }) {
  const { icon: Icon, tone } = LOOKS[status];
  return (
    <Badge tone={tone}>
      <Icon size={14} aria-hidden className={cx(status === "processing" && "animate-spin [animation-duration:3s]")} />
      {STATUS_WORDS[status]}
    </Badge>
  );
}
