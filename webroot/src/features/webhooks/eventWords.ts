import type { WebhookEvent } from "@/api/types";

export const EVENT_WORDS: Record<WebhookEvent, string> = {
  "bulk.completed": "A bulk job completed",
  "bulk.failed": "A bulk job failed",
  "bulk.cancelled": "A bulk job was cancelled",
};

export const EVENTS = Object.keys(EVENT_WORDS) as WebhookEvent[];

/** What a webhook is called for, in one line. */
export function eventLine(events: readonly WebhookEvent[]): string {
  return events.length === 0 ? "Called for everything" : `Called for ${events.join(", ")}`;
}
