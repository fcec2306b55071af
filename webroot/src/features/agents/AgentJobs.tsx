import { useQuery } from "@tanstack/react-query";
import { ListVideo } from "lucide-react";
import { useState } from "react";
import { agentJobsQuery } from "@/api/jobs";
import { JobList } from "@/features/jobs/JobList";
import { useRenewed } from "@/features/jobs/useRenewed";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Paging } from "@/ui/Paging";
import { SkeletonRows } from "@/ui/Skeleton";

const PAGE_SIZE = 25;

/** An agent's jobs, newest first. */
export function AgentJobs({ agentId }: { agentId: string }) {
  const [page, setPage] = useState(1);
  const { data, error, isPlaceholderData, refetch } = useQuery(agentJobsQuery(agentId, page, PAGE_SIZE));
  const rows = useRenewed(data?.jobs ?? []);
  if (data === undefined) {
    return error === null ? (
      <SkeletonRows />
    ) : (
      <ErrorState what="The jobs" error={error} onRetry={() => void refetch()} />
    );
  }
  return data.jobs.length === 0 ? (
    <EmptyState icon={ListVideo} title="No jobs yet">
      What is sent to this agent stands here.
    </EmptyState>
  ) : (
    <>
      <JobList jobs={rows} stale={isPlaceholderData} ofOneAgent />
      <Paging page={page} pageSize={PAGE_SIZE} total={data.total} onPage={setPage} />
    </>
  );
}
