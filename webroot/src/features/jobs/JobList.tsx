import { Link } from "@tanstack/react-router";
import { Layers } from "lucide-react";
import type { JobSort } from "@/api/jobs";
import { hasEnded } from "@/api/merge";
import type { Job } from "@/api/types";
import { cx } from "@/lib/cx";
import { stageTicks } from "@/lib/pipelines";
import { useWide } from "@/lib/useMediaQuery";
import { useNow } from "@/lib/useNow";
import { TYPE_WORDS } from "@/lib/words";
import { Bar } from "@/ui/Bar";
import { SelectBox } from "@/ui/Field";
import { type Column, Table } from "@/ui/Table";
import { Time } from "@/ui/Time";
import { DeadlineNote } from "./DeadlineNote";
import { jobDuration, jobStage, jobTitle, timeLeftShort } from "./jobWords";
import { SourceIcon } from "./SourceIcon";
import { StatusBadge } from "./StatusBadge";
import type { Selection } from "./useSelection";
import { WaitingLine } from "./WaitingLine";

type SortField = "createdAt" | "title" | "duration";

interface JobListProps {
  jobs: Job[];
  stale?: boolean;
  sort?: JobSort;
  onSort?: (field: SortField) => void;
  /** Leaves the agent's column out, on an agent's own page. */
  ofOneAgent?: boolean;
  /** Given where jobs can be chosen, to do something with all of them; in the table only. */
  selection?: Selection;
}

/** Jobs as a table, or as cards on a phone. */
export function JobList(props: JobListProps) {
  return useWide() ? <JobTable {...props} /> : <JobCards {...props} />;
}

function JobTable({ jobs, stale = false, sort, onSort, ofOneAgent = false, selection }: JobListProps) {
  const now = useNow();
  const sortable = (field: SortField): Pick<Column<Job>, "sorted" | "onSort"> =>
    onSort === undefined
      ? {}
      : {
          sorted: sort === field ? "ascending" : sort === `-${field}` ? "descending" : undefined,
          onSort: () => onSort(field),
        };
  const columns: Column<Job>[] = [
    ...(selection === undefined ? [] : [selectColumn(jobs, selection)]),
    { name: "status", head: "Status", className: "w-30", cell: (job) => <StatusBadge status={job.status} /> },
    { name: "title", head: "Title", ...sortable("title"), cell: (job) => <TitleCell job={job} /> },
    {
      name: "type",
      head: "Type",
      className: "w-16 max-lg:hidden 2xl:w-28",
      cell: (job) => (
        <span className="flex items-center gap-2 text-muted">
          <SourceIcon type={job.type} />
          <span aria-hidden className="max-2xl:hidden">
            {TYPE_WORDS[job.type]}
          </span>
        </span>
      ),
    },
    {
      name: "agent",
      head: "Agent",
      className: "w-34 max-xl:hidden 2xl:w-56",
      cell: (job) => (
        <span dir="auto" className="block truncate text-muted" title={job.agentName}>
          {job.agentName ?? "–"}
        </span>
      ),
    },
    {
      name: "stage",
      head: "Stage",
      className: ofOneAgent ? "w-64 2xl:w-80" : "w-48 2xl:w-80",
      cell: (job) => <StageCell job={job} />,
    },
    {
      name: "duration",
      head: "Duration",
      className: "w-26 tabular-nums max-lg:hidden",
      ...sortable("duration"),
      cell: (job) => (
        <span className="text-muted">
          {jobDuration(job, now)}
          <span className="block text-xs">{timeLeftShort(job)}</span>
        </span>
      ),
    },
    {
      name: "created",
      head: "Created",
      className: "w-26",
      ...sortable("createdAt"),
      cell: (job) => (
        <span className="text-muted">
          <Time at={job.createdAt} />
        </span>
      ),
    },
  ];
  const shown = ofOneAgent ? columns.filter((column) => column.name !== "agent") : columns;
  return <Table caption="Jobs" columns={shown} rows={jobs} rowKey={(job) => job.id} stale={stale} />;
}

function selectColumn(jobs: Job[], selection: Selection): Column<Job> {
  const chosen = jobs.filter(({ id }) => selection.ids.has(id)).length;
  return {
    name: "select",
    className: "w-10 pr-0!",
    head: (
      <SelectBox
        label="Select all on this page"
        checked={chosen > 0 && chosen === jobs.length}
        partly={chosen > 0 && chosen < jobs.length}
        onChange={(checked) =>
          selection.choose(
            jobs.map(({ id }) => id),
            checked,
          )
        }
      />
    ),
    cell: (job) => (
      <SelectBox
        label={`Select ${jobTitle(job)}`}
        checked={selection.ids.has(job.id)}
        onChange={(checked) => selection.choose([job.id], checked)}
      />
    ),
  };
}

function TitleCell({ job }: { job: Job }) {
  return (
    <>
      <Link
        to="/jobs/$jobId"
        params={{ jobId: job.id }}
        dir="auto"
        title={jobTitle(job)}
        className="line-clamp-2 leading-snug font-medium wording hover:text-accent"
      >
        {jobTitle(job)}
      </Link>
      <DeadlineNote job={job} onlyLate />
      {job.bulkJobId !== undefined && (
        <Link
          to="/bulk/$bulkJobId"
          params={{ bulkJobId: job.bulkJobId }}
          className="mt-0.5 inline-flex items-center gap-1.5 text-sm text-muted hover:text-accent"
        >
          <Layers size={14} aria-hidden />
          Part of a bulk job
        </Link>
      )}
    </>
  );
}

function StageCell({ job }: { job: Job }) {
  if (job.status === "processing") {
    return (
      <span className="block">
        <span className="mb-1 flex justify-between gap-2 text-sm">
          <span className="truncate">{jobStage(job)}</span>
          <span className="text-muted tabular-nums">{job.progress} %</span>
        </span>
        <Bar percent={job.progress} label={`Progress of ${jobTitle(job)}`} ticks={stageTicks(job.type)} />
      </span>
    );
  }
  if (job.status === "pending") {
    return <WaitingLine job={job} />;
  }
  const reason = job.error?.message;
  return (
    <span className={cx("block truncate text-sm", job.status === "failed" ? "text-bad" : "text-muted")} title={reason}>
      {reason ?? jobStage(job)}
    </span>
  );
}

function JobCards({ jobs, stale = false }: JobListProps) {
  const now = useNow();
  return (
    <ul className={cx("flex flex-col gap-2", stale && "opacity-60")}>
      {jobs.map((job) => (
        <li key={job.id} className="rounded-md border bg-surface p-3">
          <Link to="/jobs/$jobId" params={{ jobId: job.id }} className="block">
            <span dir="auto" className="line-clamp-2 font-medium wording">
              {jobTitle(job)}
            </span>
            <span className="mt-2 flex items-center justify-between gap-3">
              <StatusBadge status={job.status} />
              <span className="flex min-w-0 items-center gap-2 text-sm text-muted tabular-nums">
                <SourceIcon type={job.type} />
                {job.startedAt !== undefined && `${timeLeftShort(job) ?? jobDuration(job, now)} ·`}{" "}
                <Time at={job.createdAt} />
              </span>
            </span>
            {(!hasEnded(job.status) || job.error !== undefined) && (
              <span className="mt-2 block">
                <StageCell job={job} />
              </span>
            )}
            <DeadlineNote job={job} onlyLate className="mt-2" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
