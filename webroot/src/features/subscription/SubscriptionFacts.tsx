import type { Subscription } from "@/api/types";
import { count } from "@/lib/format";
import { type Fact, Facts } from "@/ui/Facts";
import { Time } from "@/ui/Time";

const STATE_WORDS: Record<Subscription["state"], string> = {
  none: "Not followed",
  pending: "Waiting for the hub to confirm",
  active: "Confirmed by the hub",
  expired: "Lease ended without a renewal",
  denied: "Refused by the hub",
  ending: "Ending; the hub is yet to be told",
};

/** What is known of a subscription, one fact a line. */
export function SubscriptionFacts({ subscription }: { subscription: Subscription }) {
  const { counts, state } = subscription;
  const over = state === "ending";
  const facts: (Fact | undefined)[] = [
    { name: "State", value: STATE_WORDS[state] },
    { name: "Feed", value: <span className="break-all">{subscription.topicUrl}</span> },
    { name: "Hub", value: <span className="break-all">{subscription.hubUrl ?? "Not found yet"}</span> },
    time("Confirmed", subscription.confirmedAt),
    time("Lease ends", subscription.leaseUntil),
    over ? undefined : time(state === "active" ? "Next renewal" : "Next try", subscription.nextTryAt),
    subscription.lastNoticeAt === undefined
      ? { name: "Last notice", value: "None yet" }
      : time("Last notice", subscription.lastNoticeAt),
    ...(counts === undefined
      ? []
      : [
          { name: "Notices", value: counts.notices.toLocaleString("en") },
          {
            name: "Failed their signature",
            value: (
              <>
                {count(counts.rejected, "notice")}
                {subscription.lastRejectedAt !== undefined && (
                  <>
                    , the last <Time at={subscription.lastRejectedAt} />
                  </>
                )}
                {counts.rejected > 0 && "; they changed nothing"}
              </>
            ),
          },
          counts.ignored > 0 ? { name: "Without a video of it", value: count(counts.ignored, "notice") } : undefined,
          { name: "Missed by the hub", value: count(counts.missed, "video") },
        ]),
  ];
  return (
    <>
      {subscription.error !== undefined && (
        <div className="mb-4 rounded-md border border-bad/35 bg-bad-soft px-4 py-3">
          <p dir="auto" className="font-medium text-bad wording">
            {subscription.error}
          </p>
          <p className="text-sm text-muted">
            {count(subscription.failures ?? 0, "try", "tries")} came to nothing
            {subscription.failingSince !== undefined && (
              <>
                , the first <Time at={subscription.failingSince} />
              </>
            )}
            . Reelcast goes on trying.
          </p>
        </div>
      )}
      <Facts facts={facts.filter((fact) => fact !== undefined)} />
    </>
  );
}

function time(name: string, at: string | undefined): Fact | undefined {
  return at === undefined ? undefined : { name, value: <Time at={at} /> };
}
