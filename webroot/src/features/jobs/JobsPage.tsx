import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { Download, ListVideo, Plus, SearchX } from "lucide-react";
import { useState } from "react";
import { jobExportUrl, jobKeys, jobListQuery } from "@/api/jobs";
import { isJobEvent } from "@/api/merge";
import { usePage } from "@/app/crumbs";
import { PauseQueueButton, QueueBanner } from "@/features/queue/QueueControl";
import { useSubmit } from "@/features/submit/SubmitProvider";
import { useNow } from "@/lib/useNow";
import { useSubscription } from "@/live/LiveProvider";
import { Button, buttonClass } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Paging } from "@/ui/Paging";
import { SkeletonRows } from "@/ui/Skeleton";
import { JobFilters } from "./JobFilters";
import { JobList } from "./JobList";
import { NewJobsPill } from "./NewJobsPill";
import { isFiltered, type JobSearch, LAST_OFFSET, nextSort, PAGE_SIZE, toFilter } from "./search";
import { SelectionBar } from "./SelectionBar";
import { useRenewed } from "./useRenewed";
import { useSelection } from "./useSelection";

export function JobsPage() {
  usePage("Jobs");
  const search = useSearch({ from: "/signed-in/jobs" });
  const navigate = useNavigate();
  const client = useQueryClient();
  const submit = useSubmit();
  const page = search.page ?? 1;
  const sort = search.sort ?? "-createdAt";
  const filter = toFilter(search, useNow());
  const jobs = useQuery(jobListQuery(filter, PAGE_SIZE, (page - 1) * PAGE_SIZE));
  const rows = useRenewed(jobs.data?.jobs ?? []);
  const selection = useSelection();
  const [fresh, clearFresh] = useNewJobs();

  const go = (change: Partial<JobSearch>, replace = false): void => {
    clearFresh();
    selection.clear();
    void navigate({ to: "/jobs", search: { ...search, page: 1, ...change }, replace });
  };
  const clear = (): void => {
    clearFresh();
    selection.clear();
    void navigate({ to: "/jobs", search: {} });
  };
  const showNew = (): void => {
    clearFresh();
    void client.invalidateQueries({ queryKey: jobKeys.lists });
  };

  return (
    <>
      <PageHeader
        title="Jobs"
        count={jobs.data?.total}
        atLeast={jobs.data?.totalIsLowerBound === true}
        actions={
          <>
            {(jobs.data?.total ?? 0) > 0 && (
              <a href={jobExportUrl(filter)} download className={buttonClass()}>
                <Download size={16} aria-hidden />
                Export as CSV
              </a>
            )}
            <PauseQueueButton />
          </>
        }
      />
      <QueueBanner />
      <JobFilters search={search} onChange={go} onClear={clear} />
      <NewJobsPill number={fresh} onShow={showNew} />
      {jobs.data === undefined ? (
        jobs.error === null ? (
          <SkeletonRows rows={8} />
        ) : (
          <ErrorState what="The jobs" error={jobs.error} onRetry={() => void jobs.refetch()} />
        )
      ) : jobs.data.jobs.length > 0 ? (
        <JobList
          jobs={rows}
          stale={jobs.isPlaceholderData}
          sort={sort}
          onSort={(field) => go({ sort: nextSort(sort, field) })}
          selection={selection}
        />
      ) : isFiltered(search) ? (
        <EmptyState icon={SearchX} title="No jobs match" action={<Button onClick={clear}>Clear the filters</Button>}>
          Nothing here fits the search and the filters above.
        </EmptyState>
      ) : (
        <EmptyState
          icon={ListVideo}
          title="No jobs yet"
          action={
            <Button kind="primary" icon={Plus} onClick={() => submit.open()}>
              New job
            </Button>
          }
        >
          Each recording you send is a job. It stays here with its log, its files and what came of it.
        </EmptyState>
      )}
      <SelectionBar jobs={rows.filter(({ id }) => selection.ids.has(id))} onClear={selection.clear} />
      {jobs.data !== undefined && (
        <Paging
          page={page}
          pageSize={PAGE_SIZE}
          total={jobs.data.total}
          totalIsLowerBound={jobs.data.totalIsLowerBound === true}
          lastPage={LAST_OFFSET / PAGE_SIZE + 1}
          onPage={(wanted) => go({ page: wanted })}
        />
      )}
    </>
  );
}

/** How many jobs were enqueued since the list was read: it does not move under the reader's eyes. */
function useNewJobs(): [number, () => void] {
  const { user } = useRouteContext({ from: "/signed-in" });
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  useSubscription(
    `queue.updates.${user.id}`,
    (body) => {
      if (isJobEvent(body) && body.type === "job.queued" && body.seq === 1) {
        setIds((before) => new Set(before).add(body.jobId));
      }
    },
    () => undefined,
  );
  return [ids.size, () => setIds(new Set())];
}
