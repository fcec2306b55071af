import { Link } from "@tanstack/react-router";
import { Ban, ChevronDown, EllipsisVertical, Flag, Layers, RotateCw } from "lucide-react";
import { useState } from "react";
import type { JobDetail } from "@/api/types";
import { EditJobDialog } from "@/features/jobs/EditJobDialog";
import { canCancel, canRetry, jobTitle } from "@/features/jobs/jobWords";
import { SourceIcon } from "@/features/jobs/SourceIcon";
import { StatusBadge } from "@/features/jobs/StatusBadge";
import { useJobCommands } from "@/features/jobs/useJobCommands";
import { cx } from "@/lib/cx";
import { count } from "@/lib/format";
import { PRIORITY_WORDS, STAGE_WORDS } from "@/lib/words";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { CopyButton } from "@/ui/CopyButton";
import { IconButton } from "@/ui/IconButton";
import { Menu } from "@/ui/Menu";
import { Time } from "@/ui/Time";

/** What the job is, how it stands, and what can be done about it. */
export function JobHeader({ detail }: { detail: JobDetail }) {
  const { job } = detail;
  return (
    <header className="mb-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1 dir="auto" className="line-clamp-3 min-w-0 flex-1 basis-80 text-xl font-semibold tracking-tight wording">
          {jobTitle(job)}
        </h1>
        <Actions detail={detail} />
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 text-muted">
        <StatusBadge status={job.status} />
        {job.revises !== undefined && (
          <Link to="/episodes/$episodeId" params={{ episodeId: job.revises }} className="text-accent hover:underline">
            Cuts its episode anew
          </Link>
        )}
        {job.bulkJobId !== undefined && (
          <Link
            to="/bulk/$bulkJobId"
            params={{ bulkJobId: job.bulkJobId }}
            className="flex items-center gap-1.5 text-accent hover:underline"
          >
            <Layers size={16} aria-hidden />
            Part of a bulk job
          </Link>
        )}
        {job.priority !== "normal" && <Badge tone="muted">{PRIORITY_WORDS[job.priority]} priority</Badge>}
        <SourceIcon type={job.type} />
        {job.agentId === undefined ? (
          <span>No agent</span>
        ) : (
          <Link
            to="/agents/$agentId"
            params={{ agentId: job.agentId }}
            dir="auto"
            className="max-w-60 truncate hover:text-accent hover:underline"
          >
            {job.agentName ?? "Agent"}
          </Link>
        )}
        <span>
          Created <Time at={job.createdAt} />
        </span>
        <CopyButton text={job.id} label="Copy the job's id" />
      </div>
      {job.status !== "completed" && job.status !== "processing" && job.error !== undefined && (
        <div role="alert" className="mt-4 rounded-md border border-l-4 border-l-bad bg-surface px-4 py-3">
          <p dir="auto" className="font-medium wording">
            {job.error.message}
          </p>
          <p className="mt-0.5 text-sm text-muted">{afterthought(detail)}</p>
        </div>
      )}
    </header>
  );
}

function afterthought({ job }: JobDetail): string {
  const stage = STAGE_WORDS[job.error?.stage ?? job.stage].toLowerCase();
  switch (job.status) {
    case "pending":
      return `In ${stage}, attempt ${job.attempt} of 5. Reelcast tries again by itself.`;
    case "failed":
      return job.error?.permanent === true
        ? `In ${stage}. Trying again would not have helped.`
        : `In ${stage}, after ${count(job.attempt, "attempt")}.`;
    default:
      return job.stage === "queued" ? "It never started." : `In ${stage}.`;
  }
}

function Actions({ detail: { job, stages } }: { detail: JobDetail }) {
  const commands = useJobCommands(job.id);
  const [asking, setAsking] = useState(false);
  const [editing, setEditing] = useState(false);
  // What cuts an episode anew has of the stages before only what they found.
  const first = job.revises === undefined ? 0 : stages.findIndex(({ stage }) => stage === "audio_processing");
  const reached = stages.slice(first).filter((record) => record.status !== "waiting" || record.stage === job.stage);
  return (
    <div className="flex items-center gap-2 empty:hidden">
      {canCancel(job) && (
        <>
          <Button
            kind="danger"
            icon={Ban}
            busy={commands.cancelling}
            onClick={() => (job.status === "pending" ? commands.cancel() : setAsking(true))}
          >
            Cancel
          </Button>
          <Confirm
            open={asking}
            onOpenChange={setAsking}
            title="Cancel this job?"
            action="Cancel the job"
            onConfirm={commands.cancel}
          >
            What is done so far is kept: a retry goes on from the stage that was cancelled.
          </Confirm>
          <Menu
            trigger={<IconButton icon={EllipsisVertical} label="More actions" />}
            items={[{ label: "Priority and deadline…", icon: Flag, onSelect: () => setEditing(true) }]}
          />
        </>
      )}
      <EditJobDialog job={job} open={editing && canCancel(job)} onOpenChange={setEditing} />
      {canRetry(job) && (
        <div className="flex">
          <Button
            kind="primary"
            icon={RotateCw}
            busy={commands.retrying}
            onClick={() => commands.retry()}
            className={cx(reached.length > 0 && "rounded-r-none")}
          >
            {job.stage === "queued" ? "Retry" : `Retry from ${STAGE_WORDS[job.stage].toLowerCase()}`}
          </Button>
          {reached.length > 0 && (
            <Menu
              heading="Retry from …"
              trigger={
                <Button
                  kind="primary"
                  aria-label="Retry from another stage"
                  disabled={commands.retrying}
                  className="rounded-l-none border-l border-on-accent/25 px-2!"
                >
                  <ChevronDown size={16} aria-hidden />
                </Button>
              }
              items={reached.map((record) => ({
                label: STAGE_WORDS[record.stage],
                onSelect: () => commands.retry(record.stage),
              }))}
            />
          )}
        </div>
      )}
    </div>
  );
}
