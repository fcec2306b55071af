import type { ReactNode } from "react";
import type { Queue, Stats } from "@/api/types";
import { ended, rate } from "@/features/stats/figures";
import { count } from "@/lib/format";
import { Card } from "@/ui/Card";
import { Sparkline } from "./Sparkline";

/** The four numbers that are read from across the room. */
export function StatRow({ stats, queue }: { stats: Stats; queue: Queue }) {
  const success = stats.series.map((hour) => {
    const tried = hour.completed + hour.failed;
    return tried === 0 ? null : hour.completed / tried;
  });
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Stat label="Running" value={queue.running.toLocaleString("en")}>
        {slots(queue)}
      </Stat>
      <Stat label="Waiting" value={queue.waiting.toLocaleString("en")}>
        {queue.waiting === 0
          ? "The queue is empty"
          : queue.paused === undefined
            ? "In the queue"
            : "The queue is paused"}
      </Stat>
      <Stat
        label="Finished today"
        value={stats.finishedToday.toLocaleString("en")}
        chart={<Sparkline values={stats.series.map(ended)} label="Finished jobs in each of the last 24 hours" />}
      >
        {rate(stats.throughputPerHour)} an hour
      </Stat>
      <Stat
        label="Success rate"
        value={stats.successRate === undefined ? "–" : `${Math.round(stats.successRate)} %`}
        chart={<Sparkline values={success} most={1} label="Success rate in each of the last 24 hours" />}
      >
        {stats.successRate === undefined ? "Nothing finished yet" : "Of all finished"}
      </Stat>
    </dl>
  );
}

/** How much room there is; only administrators are told of the servers. */
function slots({ servers }: Queue): string {
  const up = servers.filter((server) => server.up);
  return servers.length === 0
    ? "Now"
    : up.length === 0
      ? "No server is up"
      : `Of ${count(
          up.reduce((sum, { concurrency }) => sum + concurrency, 0),
          "slot",
        )}`;
}

interface StatProps {
  label: string;
  value: string;
  chart?: ReactNode;
  children: ReactNode;
}

function Stat({ label, value, chart, children }: StatProps) {
  return (
    <Card className="flex min-w-0 flex-col">
      <dt className="text-muted">{label}</dt>
      <dd className="mt-1 flex items-end justify-between gap-3">
        <span>
          <span className="block text-2xl font-semibold tracking-tight tabular-nums">{value}</span>
          <span className="block text-sm text-muted tabular-nums">{children}</span>
        </span>
        {chart}
      </dd>
    </Card>
  );
}
