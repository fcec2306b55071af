import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleDashed, CircleSlash, type LucideIcon, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { subscriptionQuery } from "@/api/subscriptions";
import type { Agent } from "@/api/types";
import { cx } from "@/lib/cx";
import { useNow } from "@/lib/useNow";
import { Button } from "@/ui/Button";
import { Skeleton } from "@/ui/Skeleton";
import { healthOf, type Tone } from "./health";
import { SubscriptionDialog } from "./SubscriptionDialog";

const LOOKS: Record<Tone, { icon: LucideIcon; colour: string }> = {
  muted: { icon: CircleSlash, colour: "text-muted" },
  accent: { icon: CircleDashed, colour: "text-accent" },
  good: { icon: CircleCheck, colour: "text-good" },
  warn: { icon: TriangleAlert, colour: "text-warn" },
  bad: { icon: TriangleAlert, colour: "text-bad" },
};

/** How well the agent follows its channel, in one sentence, and the way to all of it. */
export function SubscriptionLine({ agent }: { agent: Agent }) {
  const { data, error, refetch } = useQuery(subscriptionQuery(agent.id));
  const [open, setOpen] = useState(false);
  const now = useNow();
  if (data === undefined) {
    return error === null ? (
      <Skeleton className="mt-2 h-5 w-72 max-w-full" />
    ) : (
      <p className="mt-2 flex flex-wrap items-center gap-x-3 text-sm text-bad">
        How it follows its channel could not be read.
        <Button small onClick={() => void refetch()}>
          Try again
        </Button>
      </p>
    );
  }
  const { tone, sentence } = healthOf(data, now);
  const { icon: Icon, colour } = LOOKS[tone];
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-2 text-sm">
      <p className={cx("flex min-w-0 items-start gap-1.5 tabular-nums", colour)}>
        <Icon size={16} aria-hidden className="mt-0.5 shrink-0" />
        <span className="wording">{sentence}</span>
      </p>
      <Button small kind="quiet" onClick={() => setOpen(true)}>
        {data.state === "none" ? "Follow the channel" : "Details"}
      </Button>
      <SubscriptionDialog agent={agent} subscription={data} open={open} onOpenChange={setOpen} />
    </div>
  );
}
