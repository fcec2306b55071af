import {
  CirclePause,
  Clock,
  Gauge,
  Globe,
  ListOrdered,
  type LucideIcon,
  RotateCw,
  ServerOff,
  TimerReset,
} from "lucide-react";
import type { Job, Waiting } from "@/api/types";
import { cx } from "@/lib/cx";
import { useNow } from "@/lib/useNow";
import { whyWaiting } from "./jobWords";

const ICONS: Record<Waiting["reason"], LucideIcon> = {
  position: ListOrdered,
  retry: RotateCw,
  snoozed: TimerReset,
  queue_paused: CirclePause,
  agent_paused: CirclePause,
  bulk_paused: CirclePause,
  host_break: Globe,
  host_limit: Globe,
  stage_limit: Gauge,
  no_server: ServerOff,
};

/** Reasons that end only when somebody does something. */
const HELD: Waiting["reason"][] = ["queue_paused", "agent_paused", "bulk_paused", "no_server"];

/** Why a pending job does not run, in one sentence. */
export function WaitingLine({ job, className }: { job: Job; className?: string }) {
  const now = useNow();
  const { waiting } = job;
  const Icon = waiting === undefined ? Clock : ICONS[waiting.reason];
  const held = waiting !== undefined && HELD.includes(waiting.reason);
  // A number stays beside its unit when the line breaks.
  const sentence = whyWaiting(job, now).replace(/(\d) (?=(s|min|h|d)\b)/g, "$1\u00a0");
  return (
    <span
      className={cx("flex min-w-0 items-start gap-1.5 text-sm", held ? "text-warn" : "text-muted", className)}
      title={sentence}
    >
      <Icon size={14} aria-hidden className="mt-[0.1875rem] shrink-0" />
      <span dir="auto" className="line-clamp-2 min-w-0 tabular-nums wording">
        {sentence}
      </span>
    </span>
  );
}
