import type { Job } from "@/api/types";
import { DeadlineNote } from "@/features/jobs/DeadlineNote";
import { isWaiting, jobDuration, jobStage, timeLeft } from "@/features/jobs/jobWords";
import { WaitingLine } from "@/features/jobs/WaitingLine";
import { stageTicks } from "@/lib/pipelines";
import { useNow } from "@/lib/useNow";
import { Bar } from "@/ui/Bar";
import { Card } from "@/ui/Card";

/** How far a job is that has not ended. */
export function JobProgress({ job }: { job: Job }) {
  const now = useNow();
  const waiting = isWaiting(job);
  return (
    <Card className="mb-5">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <p className="font-medium" aria-live="polite">
          {jobStage(job)}
        </p>
        <p className="text-xl font-semibold tabular-nums">{job.progress} %</p>
      </div>
      <Bar
        percent={job.progress}
        label="Progress"
        tone={job.status === "pending" ? "muted" : "accent"}
        ticks={stageTicks(job.type)}
      />
      <div className="mt-2 flex justify-between gap-4 text-sm text-muted">
        {waiting ? (
          <WaitingLine job={job} />
        ) : (
          <p dir="auto" className="min-w-0 wording">
            {job.message === jobStage(job) ? "" : job.message}
          </p>
        )}
        <p className="shrink-0 text-right tabular-nums">
          {[jobDuration(job, now), timeLeft(job)].filter((part) => part !== undefined).join(" · ")}
        </p>
      </div>
      <DeadlineNote job={job} className="mt-2" />
    </Card>
  );
}
