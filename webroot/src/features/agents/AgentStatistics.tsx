import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { agentStatsQuery } from "@/api/agents";
import type { StatsRange } from "@/api/jobs";
import { Throughput } from "@/features/stats/Throughput";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";

/** An agent's work over time. */
export function AgentStatistics({ agentId }: { agentId: string }) {
  const [range, setRange] = useState<StatsRange>("24h");
  const { data, error, isPlaceholderData, refetch } = useQuery(agentStatsQuery(agentId, range));
  if (data === undefined) {
    return error === null ? (
      <Skeleton className="h-72" />
    ) : (
      <ErrorState what="The statistics" error={error} onRetry={() => void refetch()} />
    );
  }
  return <Throughput stats={data} range={range} onRange={setRange} stale={isPlaceholderData} />;
}
