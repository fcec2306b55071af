import { CalendarClock, TriangleAlert } from "lucide-react";
import { hasEnded } from "@/api/merge";
import type { Job } from "@/api/types";
import { cx } from "@/lib/cx";
import { exactTime, relativeTime } from "@/lib/format";
import { useNow } from "@/lib/useNow";
import { isLate } from "./jobWords";

interface DeadlineNoteProps {
  job: Job;
  /** Says nothing while the deadline will be met. */
  onlyLate?: boolean;
  className?: string;
}

/** Until when a job is wanted, with a warning when it will likely be late. */
export function DeadlineNote({ job, onlyLate = false, className }: DeadlineNoteProps) {
  const now = useNow();
  const late = isLate(job);
  if (job.deadline === undefined || hasEnded(job.status) || (onlyLate && !late)) {
    return null;
  }
  const Icon = late ? TriangleAlert : CalendarClock;
  const when = relativeTime(job.deadline, now);
  return (
    <span
      title={`Deadline: ${exactTime(job.deadline)}`}
      className={cx(
        "flex min-w-0 items-center gap-1.5 text-sm tabular-nums",
        late ? "font-medium text-warn" : "text-muted",
        className,
      )}
    >
      <Icon size={14} aria-hidden className="shrink-0" />
      <span className="min-w-0 truncate">{late ? `Likely late: due ${when}` : `Due ${when}`}</span>
    </span>
  );
}
