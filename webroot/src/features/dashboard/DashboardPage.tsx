import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { activeJobsQuery, type StatsRange, statsQuery } from "@/api/jobs";
import { queueQuery } from "@/api/queue";
import { usePage } from "@/app/crumbs";
import { QueueBanner } from "@/features/queue/QueueControl";
import { Throughput } from "@/features/stats/Throughput";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";
import { FirstSteps } from "./FirstSteps";
import { NextList } from "./NextList";
import { NowGrid } from "./NowGrid";
import { StatRow } from "./StatRow";

export function DashboardPage() {
  usePage("Dashboard");
  const active = useQuery(activeJobsQuery);
  const stats = useQuery(statsQuery());
  const queue = useQuery(queueQuery);
  if (active.data === undefined || stats.data === undefined || queue.data === undefined) {
    const error = active.error ?? stats.error ?? queue.error;
    return error === null ? (
      <DashboardSkeleton />
    ) : (
      <ErrorState
        what="The dashboard"
        error={error}
        onRetry={() => void Promise.all([active.refetch(), stats.refetch(), queue.refetch()])}
      />
    );
  }
  const ever = Object.values(stats.data.byStatus).reduce((sum, number) => sum + number, 0);
  const none = ever === 0 && queue.data.running + queue.data.waiting + active.data.finished.length === 0;
  return (
    <>
      <h1 className="sr-only">Dashboard</h1>
      <QueueBanner />
      {none ? (
        <FirstSteps />
      ) : (
        <div className="flex flex-col gap-8">
          <StatRow stats={stats.data} queue={queue.data} />
          <NowGrid active={active.data} />
          <div className="grid gap-8 xl:grid-cols-[3fr_2fr]">
            <NextList waiting={active.data.waiting} total={queue.data.waiting} />
            <JobThroughput />
          </div>
        </div>
      )}
    </>
  );
}

function JobThroughput() {
  const [range, setRange] = useState<StatsRange>("24h");
  const { data, error, isPlaceholderData, refetch } = useQuery(statsQuery(range));
  if (data === undefined) {
    return error === null ? (
      <Skeleton className="h-64" />
    ) : (
      <ErrorState what="The throughput" error={error} onRetry={() => void refetch()} />
    );
  }
  return <Throughput stats={data} range={range} onRange={setRange} stale={isPlaceholderData} />;
}

function DashboardSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-8">
      <span className="sr-only">Loading</span>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {[0, 1, 2, 3].map((card) => (
          <Skeleton key={card} className="h-28" />
        ))}
      </div>
      <div className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
        {[0, 1, 2].map((card) => (
          <Skeleton key={card} className="h-44" />
        ))}
      </div>
    </div>
  );
}
