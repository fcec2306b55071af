import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight, Trash2, TriangleAlert } from "lucide-react";
import { bulkQuery } from "@/api/bulk";
import { endedItems, hasBulkEnded, withNewest } from "@/api/bulkMerge";
import type { BulkJob } from "@/api/types";
import { count } from "@/lib/format";
import { BULK_SOURCE_WORDS } from "@/lib/words";
import { useBulkFigures } from "@/live/useBulkEvents";
import { buttonClass } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { IconButton } from "@/ui/IconButton";
import { SegmentedBar } from "@/ui/SegmentedBar";
import { Time } from "@/ui/Time";
import { BulkStatusBadge } from "./BulkStatusBadge";
import { endedWords, etaWords, percent, segmentsOf } from "./bulkWords";
import { useDeletion } from "./deletions";

/** One bulk job of the list, live. */
export function BulkCard({ row }: { row: BulkJob }) {
  const moves = row.status !== "pending" && !hasBulkEnded(row.status);
  useBulkFigures(moves ? row.id : undefined, row);
  const { data } = useQuery({ ...bulkQuery(row.id), enabled: false });
  const job = withNewest(row, data);
  const remove = useDeletion();
  const draft = job.status === "pending";
  return (
    <Card className="animate-rise">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <Link
            to="/bulk/$bulkJobId"
            params={{ bulkJobId: job.id }}
            dir="auto"
            title={job.title}
            className="line-clamp-2 font-semibold wording hover:text-accent"
          >
            {job.title}
          </Link>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            <BulkStatusBadge status={job.status} />
            <span>{BULK_SOURCE_WORDS[job.inputSource]}</span>
            {job.agentName !== undefined && (
              <span dir="auto" className="max-w-60 truncate">
                {job.agentName}
              </span>
            )}
            <Time at={job.createdAt} />
          </p>
        </div>
        {draft && (
          <div className="flex gap-2">
            <Link to="/bulk/$bulkJobId" params={{ bulkJobId: job.id }} className={buttonClass("secondary", true)}>
              Go on
              <ArrowRight size={16} aria-hidden />
            </Link>
            <IconButton
              icon={Trash2}
              label={`Delete ${job.title}`}
              className="size-8!"
              onClick={() => remove(job.id, "The preview is deleted")}
            />
          </div>
        )}
      </div>
      {draft ? (
        <p className="mt-3 text-sm text-muted tabular-nums">{count(job.counts.total, "row")}, none started.</p>
      ) : (
        <Progress job={job} />
      )}
    </Card>
  );
}

function Progress({ job }: { job: BulkJob }) {
  const left = hasBulkEnded(job.status) ? undefined : etaWords(job);
  return (
    <>
      <div className="mt-3">
        <SegmentedBar segments={segmentsOf(job)} total={job.counts.total} label={`Rows of ${job.title}`} />
      </div>
      <p className="mt-2 flex flex-wrap gap-x-3 gap-y-1 text-sm text-muted tabular-nums">
        <span className="text-text">
          {percent(job.progress)} · {endedWords(endedItems(job), job.counts.total)}
        </span>
        {job.counts.failed > 0 && <span className="text-bad">{job.counts.failed.toLocaleString("en")} failed</span>}
        {left !== undefined && <span>{left}</span>}
        {job.deadlineAtRisk === true && (
          <span className="flex items-center gap-1.5 text-warn">
            <TriangleAlert size={14} aria-hidden /> Deadline at risk
          </span>
        )}
      </p>
      {job.reason !== undefined && (
        <p dir="auto" className="mt-1 text-sm text-muted wording">
          {job.reason}
        </p>
      )}
    </>
  );
}
