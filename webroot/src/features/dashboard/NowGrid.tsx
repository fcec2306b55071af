import { Link } from "@tanstack/react-router";
import { Moon } from "lucide-react";
import type { ActiveJobs } from "@/api/jobs";
import type { Job } from "@/api/types";
import { JobCard } from "@/features/jobs/JobCard";
import { PauseQueueButton } from "@/features/queue/QueueControl";
import { useNow } from "@/lib/useNow";
import { Section } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";

/** Jobs that ended stay this long, so that their end is seen. */
const LINGER_MS = 5 * 60_000;

/** Together with what runs; and some in any case, when much runs. */
const CARDS = 6;
const FEWEST_ENDED = 3;

/** Whether a job ended so lately that it is still shown among those that run. */
export function endedLately(job: Job, now: number): boolean {
  return now - Date.parse(job.finishedAt ?? job.updatedAt) < LINGER_MS;
}

/** What runs, and what ended in the last minutes. */
export function NowGrid({ active }: { active: ActiveJobs }) {
  const now = useNow();
  const ended = active.finished
    .filter((job) => endedLately(job, now))
    .sort((a, b) => Date.parse(b.finishedAt ?? b.updatedAt) - Date.parse(a.finishedAt ?? a.updatedAt));
  const shown = ended.slice(0, Math.max(FEWEST_ENDED, CARDS - active.running.length));
  const jobs = [...active.running, ...shown];
  return (
    <Section title="Now" aside={<PauseQueueButton small />}>
      {jobs.length === 0 ? (
        <EmptyState icon={Moon} title="Nothing runs at the moment">
          Finished jobs stay here for five minutes, then they are under Jobs.
        </EmptyState>
      ) : (
        <>
          <div className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
            {jobs.map((job) => (
              <JobCard key={job.id} job={job} />
            ))}
          </div>
          {shown.length < ended.length && (
            <Link
              to="/jobs"
              search={{ status: "completed,failed,cancelled,skipped", sort: "-finishedAt" }}
              className="mt-3 inline-block text-sm font-medium text-accent hover:underline"
            >
              All finished jobs
            </Link>
          )}
        </>
      )}
    </Section>
  );
}
