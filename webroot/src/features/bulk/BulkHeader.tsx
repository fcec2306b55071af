import { Link, useNavigate } from "@tanstack/react-router";
import {
  Ban,
  Download,
  EllipsisVertical,
  FileSpreadsheet,
  Flag,
  ListVideo,
  Pause,
  Play,
  RotateCw,
  Trash2,
} from "lucide-react";
import { useState } from "react";
import { bulkResultsUrl } from "@/api/bulk";
import type { BulkJob, Priority } from "@/api/types";
import { cx } from "@/lib/cx";
import { count } from "@/lib/format";
import { BULK_SOURCE_WORDS, PRIORITY_WORDS } from "@/lib/words";
import { Badge } from "@/ui/Badge";
import { Button, buttonClass } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { CopyButton } from "@/ui/CopyButton";
import { IconButton } from "@/ui/IconButton";
import { Menu, type MenuItem } from "@/ui/Menu";
import { Time } from "@/ui/Time";
import { BulkStatusBadge } from "./BulkStatusBadge";
import { retryable } from "./bulkWords";
import { useDeletion } from "./deletions";
import type { BulkCommands } from "./useBulkCommands";

interface BulkHeaderProps {
  job: BulkJob;
  commands: BulkCommands;
}

/** What the bulk job is, how it stands, and what can be done about it. */
export function BulkHeader({ job, commands }: BulkHeaderProps) {
  return (
    <header className="mb-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1 dir="auto" className="line-clamp-3 min-w-0 flex-1 basis-80 text-xl font-semibold tracking-tight wording">
          {job.title}
        </h1>
        <Actions job={job} commands={commands} />
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 text-muted">
        <BulkStatusBadge status={job.status} />
        {job.priority !== "normal" && <Badge tone="muted">{PRIORITY_WORDS[job.priority]} priority</Badge>}
        <span>{BULK_SOURCE_WORDS[job.inputSource]}</span>
        {job.agentId !== undefined && (
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
          {job.finishedAt === undefined ? "Started" : "Ended"}{" "}
          <Time at={job.finishedAt ?? job.startedAt ?? job.createdAt} />
        </span>
        <CopyButton text={job.id} label="Copy the bulk job's id" />
      </div>
    </header>
  );
}

const PRIORITIES = Object.keys(PRIORITY_WORDS) as Priority[];

function Actions({ job, commands }: BulkHeaderProps) {
  const navigate = useNavigate();
  const remove = useDeletion();
  const [asking, setAsking] = useState(false);
  const can = (command: BulkJob["commands"][number]): boolean => job.commands.includes(command);
  const failed = retryable(job, false);
  const unfinished = retryable(job, true);
  const left = job.counts.pending + job.counts.processing;
  const more: MenuItem[] = [];
  if (can("retry_failed") && unfinished > failed) {
    more.push({
      label: `Retry failed and unfinished (${unfinished.toLocaleString("en")})`,
      icon: RotateCw,
      onSelect: () => commands.retry(true),
    });
  }
  if (left > 0 || can("cancel")) {
    more.push(
      ...PRIORITIES.filter((priority) => priority !== job.priority).map((priority) => ({
        label: `${PRIORITY_WORDS[priority]} priority`,
        icon: Flag,
        onSelect: () => commands.setPriority(priority),
      })),
    );
  }
  more.push({
    label: "Show its jobs",
    icon: ListVideo,
    onSelect: () => void navigate({ to: "/jobs", search: { bulkJobId: job.id } }),
  });
  if (job.inputSource === "sheet") {
    more.push({ label: "Write into the sheet", icon: FileSpreadsheet, onSelect: commands.writeBack });
  }
  if (can("delete")) {
    more.push({
      label: "Delete",
      icon: Trash2,
      danger: true,
      onSelect: () => {
        remove(job.id, "The bulk job is deleted; its jobs and episodes stay");
        void navigate({ to: "/bulk" });
      },
    });
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {can("pause") && (
        <Button icon={Pause} busy={commands.running === "pause"} onClick={() => commands.run("pause")}>
          Pause
        </Button>
      )}
      {can("resume") && (
        <Button kind="primary" icon={Play} busy={commands.running === "resume"} onClick={() => commands.run("resume")}>
          Resume
        </Button>
      )}
      {can("retry_failed") && failed > 0 && (
        <Button kind="primary" icon={RotateCw} busy={commands.retrying} onClick={() => commands.retry(false)}>
          Retry failed ({failed.toLocaleString("en")})
        </Button>
      )}
      {can("cancel") && (
        <Button kind="danger" icon={Ban} busy={commands.running === "cancel"} onClick={() => setAsking(true)}>
          Cancel
        </Button>
      )}
      <a href={bulkResultsUrl(job.id)} download className={cx(buttonClass(), "max-sm:px-2.5")}>
        <Download size={16} aria-hidden />
        <span className="max-sm:sr-only">Results</span>
      </a>
      {more.length > 0 && <Menu trigger={<IconButton icon={EllipsisVertical} label="More actions" />} items={more} />}
      <Confirm
        open={asking && can("cancel")}
        onOpenChange={setAsking}
        title={`Cancel ${count(left, "row")}?`}
        action={`Cancel ${count(left, "row")}`}
        onConfirm={() => commands.run("cancel")}
      >
        {job.counts.processing > 0 && `${count(job.counts.processing, "row")} that run now are stopped. `}
        What is done stays, and what is cancelled can be retried.
      </Confirm>
    </div>
  );
}
