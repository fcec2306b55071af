import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { bulkQuery } from "@/api/bulk";
import { ApiError } from "@/api/problem";
import { usePage } from "@/app/crumbs";
import { NotFound } from "@/app/NotFound";
import { useBulkFigures } from "@/live/useBulkEvents";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";
import { BulkDetail } from "./BulkDetail";
import { DryRun } from "./DryRun";

/** One bulk job: what was found of its rows before it starts, what becomes of them afterwards. */
export function BulkJobPage() {
  const { bulkJobId } = useParams({ from: "/signed-in/bulk/$bulkJobId" });
  useBulkFigures(bulkJobId);
  const job = useQuery(bulkQuery(bulkJobId));
  usePage(job.data?.title ?? "Bulk job", { label: "Bulk", to: "/bulk" });
  if (job.data !== undefined) {
    return job.data.status === "pending" ? (
      <DryRun key={bulkJobId} job={job.data} />
    ) : (
      <BulkDetail key={bulkJobId} job={job.data} />
    );
  }
  if (job.error instanceof ApiError && job.error.status === 404) {
    return <NotFound what="bulk job" />;
  }
  return job.error === null ? (
    <div role="status" className="flex flex-col gap-4">
      <h1 className="sr-only">Bulk job</h1>
      <span className="sr-only">Loading</span>
      <Skeleton className="h-16" />
      <Skeleton className="h-24" />
      <Skeleton className="h-80" />
    </div>
  ) : (
    <ErrorState what="The bulk job" error={job.error} onRetry={() => void job.refetch()} />
  );
}
