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
  const jobs = [...active.running, ...ended];
  return (
    <Section title="Now" aside={<PauseQueueButton small />}>
      {jobs.length === 0 ? (
        <EmptyState icon={Moon} title="Nothing runs at the moment">
          Finished jobs stay here for five minutes, then they are under Jobs.
        </EmptyState>
      ) : (
        <div className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
          {jobs.map((job) => (
            <JobCard key={job.id} job={job} />
          ))}
        </div>
      )}
    </Section>
  );
}
