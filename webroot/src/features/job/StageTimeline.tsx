import { Ban, Check, Dot, LoaderCircle, X } from "lucide-react";
import type { Job, JobDetail, StageRecord } from "@/api/types";
import { cx } from "@/lib/cx";
import { duration } from "@/lib/format";
import { useNow } from "@/lib/useNow";
import { Bar } from "@/ui/Bar";
import { Section } from "@/ui/Card";
import { AttemptList, worthTelling } from "./AttemptList";
import { produced } from "./produced";
import { stagePercent } from "./stagePercent";

const LOOKS = {
  waiting: { icon: Dot, look: "text-line-strong", words: "Waiting" },
  running: { icon: LoaderCircle, look: "text-accent", words: "Running" },
  completed: { icon: Check, look: "text-good", words: "Completed" },
  failed: { icon: X, look: "text-bad", words: "Failed" },
  cancelled: { icon: Ban, look: "text-muted", words: "Cancelled" },
} as const;

/** Every stage: how it stands, how long it took, how often it was tried, what it made. */
export function StageTimeline({ detail }: { detail: JobDetail }) {
  return (
    <Section title="Stages">
      <ol>
        {detail.stages.map((record, index) => (
          <StageItem
            key={record.stage}
            record={record}
            detail={detail}
            end={detail.stages[index + 1]?.startPercent ?? 100}
            last={index === detail.stages.length - 1}
          />
        ))}
      </ol>
    </Section>
  );
}

interface StageItemProps {
  record: StageRecord;
  detail: JobDetail;
  /** The percentage at which the next stage begins. */
  end: number;
  last: boolean;
}

function StageItem({ record, detail, end, last }: StageItemProps) {
  const { icon: Icon, look, words } = LOOKS[record.status];
  const running = record.status === "running";
  const made = record.status === "completed" ? produced(record, detail) : undefined;
  const attempts = detail.attempts.filter((attempt) => attempt.stage === record.stage);
  return (
    <li className="relative flex gap-3 pb-5 last:pb-0">
      {!last && <span aria-hidden className="absolute top-6 bottom-0 left-2.75 w-px bg-line" />}
      <span
        className={cx(
          "relative mt-px inline-flex size-6 shrink-0 items-center justify-center rounded-full border bg-surface",
          look,
        )}
      >
        <Icon
          size={record.status === "waiting" ? 22 : 14}
          aria-hidden
          className={cx(running && "animate-spin [animation-duration:3s]")}
        />
        <span className="sr-only">{words}: </span>
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline justify-between gap-3">
          <span className={cx("font-medium", record.status === "waiting" && "font-normal text-muted")}>
            {record.words}
          </span>
          <Took record={record} />
        </p>
        {running && <RunningBar job={detail.job} record={record} end={end} />}
        {made !== undefined && <p className="text-sm text-muted wording">{made}</p>}
        {record.attempt > 1 && record.status !== "completed" && (
          <p className="text-sm text-warn">Attempt {record.attempt} of 5</p>
        )}
        {worthTelling(attempts) && <AttemptList attempts={attempts} status={record.status} />}
      </div>
    </li>
  );
}

function Took({ record }: { record: StageRecord }) {
  const now = useNow();
  if (record.startedAt === undefined || record.status === "waiting") {
    return null;
  }
  const end = record.finishedAt === undefined ? now : Date.parse(record.finishedAt);
  return (
    <span className="shrink-0 text-sm text-muted tabular-nums">
      {duration(Math.max(0, (end - Date.parse(record.startedAt)) / 1000))}
    </span>
  );
}

function RunningBar({ job, record, end }: { job: Job; record: StageRecord; end: number }) {
  return (
    <div className="mt-1.5">
      <Bar percent={stagePercent(job.progress, record.startPercent, end)} label="Progress of this stage" />
      {job.message !== undefined && job.message !== record.words && (
        <p dir="auto" className="mt-1 text-sm text-muted wording">
          {job.message}
        </p>
      )}
    </div>
  );
}
