import {
  Ban,
  Check,
  CircleX,
  Clock,
  Handshake,
  LoaderCircle,
  type LucideIcon,
  RotateCw,
  ServerOff,
} from "lucide-react";
import type { AttemptRecord, StageRecord } from "@/api/types";
import { cx } from "@/lib/cx";
import { count, duration } from "@/lib/format";
import { useNow } from "@/lib/useNow";
import { Fold } from "@/ui/Fold";
import { Time } from "@/ui/Time";

type Outcome = NonNullable<AttemptRecord["outcome"]> | "running";

const LOOKS: Record<Outcome, { icon: LucideIcon; words: string; look: string }> = {
  running: { icon: LoaderCircle, words: "Running", look: "text-accent" },
  done: { icon: Check, words: "Done", look: "text-good" },
  retry: { icon: RotateCw, words: "Failed, tried again", look: "text-warn" },
  snooze: { icon: Clock, words: "Put off", look: "text-muted" },
  cancel: { icon: Ban, words: "Cancelled", look: "text-muted" },
  fail: { icon: CircleX, words: "Failed", look: "text-bad" },
  lost: { icon: ServerOff, words: "The server was lost", look: "text-warn" },
  handed_over: { icon: Handshake, words: "Handed over", look: "text-muted" },
};

/** How an attempt ended. The last one that could have been followed by another, and was not, has failed for good. */
function outcomeOf(attempt: AttemptRecord, lastOfFailed = false): Outcome {
  const { outcome = "running" } = attempt;
  return lastOfFailed && outcome === "retry" ? "fail" : outcome;
}

/** Whether a stage's attempts say more than that it went well at once. */
export function worthTelling(attempts: AttemptRecord[]): boolean {
  return (
    attempts.length > 1 ||
    attempts.map((attempt) => outcomeOf(attempt)).some((outcome) => outcome !== "done" && outcome !== "running")
  );
}

interface AttemptListProps {
  attempts: AttemptRecord[];
  /** How the stage stands now. */
  status: StageRecord["status"];
}

/** How often a stage was tried: where, for how long, and how each attempt ended. */
export function AttemptList({ attempts, status }: AttemptListProps) {
  return (
    <Fold open={status !== "completed"} summary={<span className="text-sm">{count(attempts.length, "attempt")}</span>}>
      <ol className="mt-1 flex flex-col gap-2.5 border-l-2 pl-3">
        {attempts.map((attempt, index) => (
          <Attempt
            key={`${attempt.attempt} ${attempt.startedAt}`}
            attempt={attempt}
            outcome={outcomeOf(attempt, status === "failed" && index === attempts.length - 1)}
          />
        ))}
      </ol>
    </Fold>
  );
}

function Attempt({ attempt, outcome }: { attempt: AttemptRecord; outcome: Outcome }) {
  const { icon: Icon, words, look } = LOOKS[outcome];
  return (
    <li className="text-sm">
      <p className="flex items-center justify-between gap-3">
        <span className={cx("flex min-w-0 items-center gap-1.5 font-medium", look)}>
          <Icon size={14} aria-hidden className="shrink-0" />
          {attempt.attempt}. {words}
        </span>
        <Took attempt={attempt} />
      </p>
      {attempt.message !== undefined && (
        <p dir="auto" className="wording">
          {attempt.message}
        </p>
      )}
      <p className="flex flex-wrap gap-x-2 text-xs text-muted">
        {attempt.cause !== undefined && <span>{attempt.cause.replaceAll("_", " ")}</span>}
        {attempt.server !== undefined && (
          <span className="wording">
            on <bdi>{attempt.server}</bdi>
          </span>
        )}
        <Time at={attempt.startedAt} />
      </p>
    </li>
  );
}

function Took({ attempt: { startedAt, finishedAt } }: { attempt: AttemptRecord }) {
  const now = useNow();
  const end = finishedAt === undefined ? now : Date.parse(finishedAt);
  return (
    <span className="shrink-0 text-muted tabular-nums">
      {duration(Math.max(0, (end - Date.parse(startedAt)) / 1000))}
    </span>
  );
}
