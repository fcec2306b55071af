import { queryOptions } from "@tanstack/react-query";
import { api } from "./http";
import type { Subscription } from "./types";

export const subscriptionKey = (agentId: string) => ["subscriptions", agentId] as const;

/** What an agent follows, and how well. */
export function subscriptionQuery(agentId: string) {
  return queryOptions({
    queryKey: subscriptionKey(agentId),
    queryFn: ({ signal }) => api<Subscription>(`/api/agents/${agentId}/subscription`, { signal }),
  });
}

/** Follows the agent's channel, or the given feed; what is followed already is tried again when it is not well. */
export function follow(agentId: string, topicUrl?: string): Promise<Subscription> {
  return api<Subscription>(`/api/agents/${agentId}/subscription`, {
    method: "PUT",
    body: topicUrl === undefined ? {} : { topicUrl },
  });
}

export function unfollow(agentId: string): Promise<Subscription> {
  return api<Subscription>(`/api/agents/${agentId}/subscription`, { method: "DELETE" });
}
