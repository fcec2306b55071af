import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ClipboardList, FileSpreadsheet, Layers, Plus, Sheet } from "lucide-react";
import { bulkListQuery } from "@/api/bulk";
import { usePage } from "@/app/crumbs";
import { Button, buttonClass } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { SkeletonRows } from "@/ui/Skeleton";
import { BulkCard } from "./BulkCard";
import { useLeaving } from "./deletions";

/** All bulk jobs, those that were not started among them. */
export function BulkPage() {
  usePage("Bulk");
  const list = useInfiniteQuery(bulkListQuery);
  const leaving = useLeaving();
  const rows = list.data?.pages.flatMap(({ bulkJobs }) => bulkJobs);
  const jobs = rows?.filter(({ id }) => !leaving.has(id));
  const first = list.data?.pages[0];
  return (
    <>
      <PageHeader
        title="Bulk jobs"
        count={first && first.total - ((rows?.length ?? 0) - (jobs?.length ?? 0))}
        atLeast={first?.totalIsLowerBound === true}
        actions={
          jobs !== undefined &&
          jobs.length > 0 && (
            <Link to="/bulk/new" className={buttonClass("primary")}>
              <Plus size={16} aria-hidden />
              New bulk job
            </Link>
          )
        }
      />
      {jobs === undefined ? (
        list.error === null ? (
          <SkeletonRows rows={5} className="h-24" />
        ) : (
          <ErrorState what="The bulk jobs" error={list.error} onRetry={() => void list.refetch()} />
        )
      ) : jobs.length === 0 ? (
        <NoBulkJobs />
      ) : (
        <>
          <ul aria-label="Bulk jobs" className="grid gap-3">
            {jobs.map((job) => (
              <li key={job.id}>
                <BulkCard row={job} />
              </li>
            ))}
          </ul>
          {list.hasNextPage && (
            <div className="mt-4 flex justify-center">
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Show more
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}

function NoBulkJobs() {
  return (
    <EmptyState
      icon={Layers}
      title="No bulk jobs yet"
      action={
        <>
          <Link to="/bulk/new" search={{ from: "csv" }} className={buttonClass("primary")}>
            <FileSpreadsheet size={16} aria-hidden />
            From a CSV file
          </Link>
          <Link to="/bulk/new" search={{ from: "list" }} className={buttonClass()}>
            <ClipboardList size={16} aria-hidden />
            From a pasted list
          </Link>
          <Link to="/bulk/new" search={{ from: "sheet" }} className={buttonClass()}>
            <Sheet size={16} aria-hidden />
            From a Google Sheet
          </Link>
        </>
      }
    >
      A bulk job runs every row of a spreadsheet or list: a video to make an episode of, or a text to make a video of.
      The rows are checked first, and nothing starts before you say so. Then all of them are watched and steered as one.
    </EmptyState>
  );
}
