import { Link } from "@tanstack/react-router";
import { ListChecks } from "lucide-react";
import type { Job } from "@/api/types";
import { DeadlineNote } from "@/features/jobs/DeadlineNote";
import { jobTitle } from "@/features/jobs/jobWords";
import { SourceIcon } from "@/features/jobs/SourceIcon";
import { WaitingLine } from "@/features/jobs/WaitingLine";
import { count } from "@/lib/format";
import { Section } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { Time } from "@/ui/Time";

const SHOWN = 8;

/** What waits, in the order of the queue, and why. */
export function NextList({ waiting, total }: { waiting: Job[]; total: number }) {
  const jobs = [...waiting].sort(byPosition).slice(0, SHOWN);
  return (
    <Section
      title="Next"
      aside={
        total > jobs.length && (
          <Link to="/jobs" search={{ status: "pending" }} className="text-sm font-medium text-accent hover:underline">
            All {count(total, "waiting job")}
          </Link>
        )
      }
    >
      {jobs.length === 0 ? (
        <EmptyState icon={ListChecks} title="The queue is empty">
          What waits for a free slot stands here.
        </EmptyState>
      ) : (
        <ol className="divide-y rounded-md border bg-surface">
          {jobs.map((job) => (
            <li key={job.id} className="flex animate-rise items-center gap-3 px-4 py-2.5">
              <span className="w-6 shrink-0 text-right text-muted tabular-nums">{placeOf(job) ?? "·"}</span>
              <SourceIcon type={job.type} />
              <div className="min-w-0 flex-1">
                <Link
                  to="/jobs/$jobId"
                  params={{ jobId: job.id }}
                  dir="auto"
                  className="block truncate font-medium hover:text-accent"
                >
                  {jobTitle(job)}
                </Link>
                <WaitingLine job={job} />
                <DeadlineNote job={job} onlyLate className="mt-0.5" />
              </div>
              <span className="shrink-0 text-sm text-muted max-sm:hidden">
                <Time at={job.createdAt} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

/** The place of a job that waits for its turn only; what is held up by itself lets others pass. */
function placeOf({ queuePosition, waiting }: Job): number | undefined {
  return waiting === undefined || waiting.reason === "position" || waiting.reason === "queue_paused"
    ? queuePosition
    : undefined;
}

function byPosition(a: Job, b: Job): number {
  const last = Number.MAX_SAFE_INTEGER;
  return (placeOf(a) ?? last) - (placeOf(b) ?? last) || Date.parse(a.runAt) - Date.parse(b.runAt);
}
