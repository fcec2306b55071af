import { CircleAlert } from "lucide-react";
import { endedItems, hasBulkEnded } from "@/api/bulkMerge";
import type { BulkJob } from "@/api/types";
import { useShortcuts } from "@/app/shortcuts";
import { cx } from "@/lib/cx";
import { SegmentedBar } from "@/ui/SegmentedBar";
import { BulkHeader } from "./BulkHeader";
import { BulkItems } from "./BulkItems";
import { BulkMetrics } from "./BulkMetrics";
import { endedWords, etaWords, percent, retryable, segmentsOf } from "./bulkWords";
import { StatusFilter } from "./StatusFilter";
import { useBulkCommands } from "./useBulkCommands";

/** A bulk job that was started: how far it is, what can be done about it, and each of its items. */
export function BulkDetail({ job }: { job: BulkJob }) {
  const commands = useBulkCommands(job);
  useShortcuts({
    ...(job.commands.includes("pause") ? { p: () => commands.run("pause") } : {}),
    ...(job.commands.includes("resume") ? { p: () => commands.run("resume") } : {}),
    ...(job.commands.includes("retry_failed") && retryable(job, false) > 0 ? { r: () => commands.retry(false) } : {}),
  });
  return (
    <>
      <BulkHeader job={job} commands={commands} />
      <Reasons job={job} />
      <section aria-label="Progress" className="mb-5">
        <p className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="text-2xl font-semibold tracking-tight tabular-nums">{percent(job.progress)}</span>
          <span className="text-muted tabular-nums">
            {endedWords(endedItems(job), job.counts.total)}
            <TimeLeft job={job} />
          </span>
        </p>
        <SegmentedBar segments={segmentsOf(job)} total={job.counts.total} label="Rows" tall />
        <StatusFilter job={job} />
      </section>
      <BulkMetrics job={job} />
      <BulkItems job={job} />
    </>
  );
}

function TimeLeft({ job }: { job: BulkJob }) {
  const left = hasBulkEnded(job.status) ? undefined : etaWords(job);
  return left === undefined ? null : <> · {left}</>;
}

/** Why it failed or was cut off, and what could not be written into its sheet. */
function Reasons({ job: { reason, status, writeBackError } }: { job: BulkJob }) {
  return (
    <>
      {reason !== undefined && <Notice bad={status === "failed"} text={reason} />}
      {writeBackError !== undefined && <Notice bad={false} text={`In the sheet: ${writeBackError}`} />}
    </>
  );
}

function Notice({ bad, text }: { bad: boolean; text: string }) {
  return (
    <div
      role="alert"
      className={cx(
        "mb-5 flex items-start gap-3 rounded-md border border-l-4 bg-surface px-4 py-3",
        bad ? "border-l-bad" : "border-l-warn",
      )}
    >
      <CircleAlert size={16} aria-hidden className={cx("mt-0.5 shrink-0", bad ? "text-bad" : "text-warn")} />
      <p dir="auto" className="min-w-0 font-medium wording">
        {text}
      </p>
    </div>
  );
}
