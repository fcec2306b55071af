import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { hasBulkEnded } from "@/api/bulkMerge";
import type { BulkJob } from "@/api/types";
import { cx } from "@/lib/cx";
import { duration, exactTime, relativeTime } from "@/lib/format";
import { useNow } from "@/lib/useNow";
import { Card } from "@/ui/Card";
import { throughputWords } from "./bulkWords";

/** The figures of a bulk job, to be read at a glance. */
export function BulkMetrics({ job }: { job: BulkJob }) {
  const now = useNow();
  const ended = hasBulkEnded(job.status);
  const started = Date.parse(job.startedAt ?? job.createdAt);
  const end = job.finishedAt === undefined ? now : Date.parse(job.finishedAt);
  const late = job.deadlineAtRisk === true && !ended;
  return (
    <dl className="mb-8 grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Metric label="Success rate" value={job.successRate === undefined ? "–" : `${Math.round(job.successRate)} %`}>
        {job.successRate === undefined ? "Nothing finished yet" : "Of what completed or failed"}
      </Metric>
      <Metric label="Throughput" value={job.throughput === undefined ? "–" : throughputWords(job.throughput)}>
        {job.throughput === undefined ? "Not known yet" : ended ? "At the end" : "Lately"}
      </Metric>
      <Metric label="Average row" value={job.averageSeconds === undefined ? "–" : duration(job.averageSeconds)}>
        {job.averageSeconds === undefined ? "Not known yet" : "From its start to its end"}
      </Metric>
      {job.deadline === undefined ? (
        <Metric label={ended ? "Took" : "Running for"} value={duration(Math.max(0, (end - started) / 1000))}>
          No deadline
        </Metric>
      ) : (
        <Metric
          label="Deadline"
          value={relativeTime(job.deadline, now)}
          tone={late ? "text-warn" : undefined}
          title={exactTime(job.deadline)}
        >
          {late ? (
            <span className="flex items-center gap-1.5 font-medium text-warn">
              <TriangleAlert size={14} aria-hidden className="shrink-0" /> At risk
            </span>
          ) : ended ? (
            `Took ${duration(Math.max(0, (end - started) / 1000))}`
          ) : (
            "Then the rest is cut off"
          )}
        </Metric>
      )}
    </dl>
  );
}

interface MetricProps {
  label: string;
  value: string;
  tone?: string | undefined;
  title?: string;
  children: ReactNode;
}

function Metric({ label, value, tone, title, children }: MetricProps) {
  return (
    <Card className="min-w-0" title={title}>
      <dt className="text-muted">{label}</dt>
      <dd className="mt-1">
        <span className={cx("block text-xl font-semibold tracking-tight tabular-nums", tone)}>{value}</span>
        <span className="block text-sm text-muted">{children}</span>
      </dd>
    </Card>
  );
}
