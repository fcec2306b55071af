import { Link, useNavigate } from "@tanstack/react-router";
import { Ban, EllipsisVertical, ExternalLink, Flag, RotateCw } from "lucide-react";
import { useState } from "react";
import type { Job } from "@/api/types";
import { cx } from "@/lib/cx";
import { stageTicks } from "@/lib/pipelines";
import { useNow } from "@/lib/useNow";
import { Bar } from "@/ui/Bar";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { Menu, type MenuItem } from "@/ui/Menu";
import { DeadlineNote } from "./DeadlineNote";
import { EditJobDialog } from "./EditJobDialog";
import { canCancel, canRetry, isWaiting, jobDuration, jobStage, jobTitle, timeLeft } from "./jobWords";
import { SourceIcon } from "./SourceIcon";
import { StatusBadge } from "./StatusBadge";
import { useJobCommands } from "./useJobCommands";
import { WaitingLine } from "./WaitingLine";

const BAR_TONES = { pending: "muted", processing: "accent", completed: "good", failed: "bad" } as const;

/** One job, live. */
export function JobCard({ job }: { job: Job }) {
  const now = useNow();
  const commands = useJobCommands(job.id);
  const title = jobTitle(job);
  const left = timeLeft(job);
  const failed = job.status === "failed";
  const tone = job.status in BAR_TONES ? BAR_TONES[job.status as keyof typeof BAR_TONES] : "muted";
  return (
    <article
      className={cx(
        "flex min-w-0 animate-rise flex-col rounded-md border bg-surface p-4",
        failed && "border-l-4 border-l-bad pl-[0.8125rem]",
      )}
    >
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h3 className="font-semibold">
            <Link
              to="/jobs/$jobId"
              params={{ jobId: job.id }}
              dir="auto"
              className="line-clamp-2 wording hover:text-accent"
            >
              {title}
            </Link>
          </h3>
          <p className="mt-0.5 flex items-center gap-2 text-sm text-muted">
            <SourceIcon type={job.type} />
            <span dir="auto" className="truncate">
              {job.agentName ?? "No agent"}
            </span>
          </p>
        </div>
        <CardMenu job={job} title={title} onCancel={commands.cancel} onRetry={commands.retry} />
      </div>
      <div className="mt-auto pt-3">
        <div className="mb-2 flex items-center justify-between gap-3">
          {job.status === "processing" ? <span>{jobStage(job)}</span> : <StatusBadge status={job.status} />}
          <span className="font-medium tabular-nums">{job.progress} %</span>
        </div>
        <Bar percent={job.progress} label={`Progress of ${title}`} tone={tone} ticks={stageTicks(job.type)} />
        <div className="mt-2 flex min-h-8 items-center justify-between gap-3 text-sm text-muted">
          {isWaiting(job) ? (
            <WaitingLine job={job} />
          ) : (
            <span dir="auto" className="line-clamp-2 min-w-0 wording" title={lineOf(job)}>
              {lineOf(job)}
            </span>
          )}
          {failed ? (
            <Button small icon={RotateCw} busy={commands.retrying} onClick={() => commands.retry()}>
              Retry
            </Button>
          ) : (
            <span className="shrink-0 text-right tabular-nums">
              {jobDuration(job, now)}
              {left !== undefined && <span className="block">{left}</span>}
            </span>
          )}
        </div>
        <DeadlineNote job={job} className="mt-2" />
      </div>
    </article>
  );
}

function lineOf(job: Job): string {
  if (job.status === "processing") {
    return job.message === undefined || job.message === jobStage(job) ? "" : job.message;
  }
  return job.error?.message ?? job.message ?? "";
}

interface CardMenuProps {
  job: Job;
  title: string;
  onCancel: () => void;
  onRetry: () => void;
}

function CardMenu({ job, title, onCancel, onRetry }: CardMenuProps) {
  const navigate = useNavigate();
  const [editing, setEditing] = useState(false);
  const items: MenuItem[] = [
    {
      label: "Open",
      icon: ExternalLink,
      onSelect: () => void navigate({ to: "/jobs/$jobId", params: { jobId: job.id } }),
    },
  ];
  if (canCancel(job)) {
    items.push({ label: "Priority and deadline…", icon: Flag, onSelect: () => setEditing(true) });
    items.push({ label: "Cancel", icon: Ban, danger: true, onSelect: onCancel });
  }
  if (canRetry(job)) {
    items.push({ label: "Retry", icon: RotateCw, onSelect: onRetry });
  }
  return (
    <>
      <Menu
        trigger={<IconButton icon={EllipsisVertical} label={`Actions for ${title}`} className="-mt-1.5 -mr-2" />}
        items={items}
      />
      <EditJobDialog job={job} open={editing} onOpenChange={setEditing} />
    </>
  );
}
