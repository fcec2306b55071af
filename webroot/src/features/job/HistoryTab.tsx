import { useQuery } from "@tanstack/react-query";
import { Ban, CircleCheck, CircleDashed, CircleX, Clock, History, type LucideIcon, Play, RotateCw } from "lucide-react";
import { useEffect } from "react";
import { historyQuery } from "@/api/jobs";
import type { Job, JobStatus } from "@/api/types";
import { cx } from "@/lib/cx";
import { exactTime } from "@/lib/format";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonRows } from "@/ui/Skeleton";
import { type Milestone, milestones } from "./milestones";

const LOOKS: Record<JobStatus, { icon: LucideIcon; look: string }> = {
  pending: { icon: Clock, look: "text-muted" },
  processing: { icon: Play, look: "text-accent" },
  completed: { icon: CircleCheck, look: "text-good" },
  failed: { icon: CircleX, look: "text-bad" },
  cancelled: { icon: Ban, look: "text-muted" },
  skipped: { icon: CircleDashed, look: "text-muted" },
};

/** What happened to the job and when, oldest first. */
export function HistoryTab({ job }: { job: Job }) {
  const { data, error, refetch } = useQuery(historyQuery(job.id));
  useEffect(() => {
    // The page hears the job's events: a change of these means that there is more to tell.
    void refetch();
  }, [job.status, job.stage, job.attempt, refetch]);
  if (data === undefined) {
    return error === null ? (
      <SkeletonRows rows={6} className="h-9" />
    ) : (
      <ErrorState what="The history" error={error} onRetry={() => void refetch()} />
    );
  }
  const happened = milestones(data);
  if (happened.length === 0) {
    return (
      <EmptyState icon={History} title="No history">
        Its single steps are no longer kept: it ended too long ago.
      </EmptyState>
    );
  }
  return (
    <ol aria-label="What happened" className="divide-y rounded-md border bg-surface">
      {happened.map((milestone) => (
        <Happened key={milestone.seq} milestone={milestone} />
      ))}
    </ol>
  );
}

function Happened({ milestone: { time, status, setback, words, reason } }: { milestone: Milestone }) {
  const { icon: Icon, look } = setback ? { icon: RotateCw, look: "text-warn" } : LOOKS[status];
  return (
    <li className="flex gap-3 px-4 py-2.5">
      <time dateTime={time} className="w-48 shrink-0 text-sm leading-normal text-muted tabular-nums max-sm:w-20">
        <span className="max-sm:hidden">{exactTime(time)}</span>
        <span className="sm:hidden">{new Date(time).toLocaleTimeString("en-GB")}</span>
      </time>
      <Icon size={16} aria-hidden className={cx("mt-0.5 shrink-0", look)} />
      <div className="min-w-0 flex-1">
        <p>{words}</p>
        {reason !== undefined && reason !== words && (
          <p dir="auto" className="text-sm text-muted wording">
            {reason}
          </p>
        )}
      </div>
    </li>
  );
}
