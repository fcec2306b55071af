import type { Subscription } from "@/api/types";
import { count, relativeTime } from "@/lib/format";

export type Tone = "muted" | "accent" | "good" | "warn" | "bad";

export interface Health {
  tone: Tone;
  /** One sentence; a hub that fails is never a channel that is quiet. */
  sentence: string;
}

/** Whether the last requests to the hub came to nothing. */
export function isFailing({ failures = 0 }: Subscription): boolean {
  return failures > 0;
}

/** How well an agent follows its channel, in one sentence. */
export function healthOf(subscription: Subscription, now: number): Health {
  switch (subscription.state) {
    case "none":
      return { tone: "muted", sentence: "Not followed: new videos do not arrive by themselves" };
    case "ending":
      return { tone: "muted", sentence: "Not followed any more; the hub is yet to be told" };
    case "denied":
      return { tone: "bad", sentence: "The hub refuses, so new videos are not announced" };
    case "expired":
      return {
        tone: "bad",
        sentence: `The hub has not renewed it, and its lease ended ${ago(subscription.leaseUntil, now)}: new videos are not announced`,
      };
    case "pending":
      return isFailing(subscription)
        ? {
            tone: "bad",
            sentence: `The hub is failing${since(subscription, now)}, so new videos are not announced; next try ${ahead(subscription.nextTryAt, now)}`,
          }
        : { tone: "accent", sentence: "The hub is asked, and has yet to confirm" };
    case "active":
      return isFailing(subscription)
        ? {
            tone: "warn",
            sentence: `Renewal at the hub is failing${since(subscription, now)}; new videos are announced until the lease ends ${ahead(subscription.leaseUntil, now)}`,
          }
        : active(subscription, now);
  }
}

function active(subscription: Subscription, now: number): Health {
  const missed = subscription.counts?.missed ?? 0;
  const notice =
    subscription.lastNoticeAt === undefined ? "no notice yet" : `last notice ${ago(subscription.lastNoticeAt, now)}`;
  const sentence = `Hub confirmed; next renewal ${ahead(subscription.nextTryAt, now)}; ${notice}`;
  return missed === 0
    ? { tone: "good", sentence }
    : { tone: "warn", sentence: `${sentence}; it missed ${count(missed, "video")}` };
}

/** " for 3 h", " since 21 Oct 2026", or nothing for a failure of this moment. */
function since({ failingSince }: Subscription, now: number): string {
  const words = ago(failingSince, now);
  if (words === "just now") {
    return "";
  }
  return words.endsWith(" ago") ? ` for ${words.slice(0, -" ago".length)}` : ` since ${words}`;
}

function ago(time: string | undefined, now: number): string {
  return time === undefined ? "just now" : relativeTime(time, now);
}

/** A time that has come is said to be now: it may be that only the clock of this browser is ahead. */
function ahead(time: string | undefined, now: number): string {
  return time === undefined || Date.parse(time) <= now + 1000 ? "now" : relativeTime(time, now);
}
