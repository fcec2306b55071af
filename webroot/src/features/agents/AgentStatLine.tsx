import type { AgentStats } from "@/api/types";
import { count, duration } from "@/lib/format";

/** An agent in figures, on one line. */
export function AgentStatLine({ stats }: { stats: AgentStats }) {
  const figures = [
    count(stats.totalEpisodes, "episode"),
    `${stats.publishedEpisodes.toLocaleString("en")} published`,
    stats.activeJobs > 0 ? `${stats.activeJobs.toLocaleString("en")} active` : undefined,
    stats.failedJobs > 0 ? `${stats.failedJobs.toLocaleString("en")} failed` : undefined,
    stats.successRate === undefined ? undefined : `${Math.round(stats.successRate)} % succeed`,
    stats.averageSeconds === undefined ? undefined : `${duration(stats.averageSeconds)} on average`,
  ];
  return (
    <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm tabular-nums">
      {figures
        .filter((figure) => figure !== undefined)
        .map((figure) => (
          <li key={figure}>{figure}</li>
        ))}
    </ul>
  );
}
