import { queryOptions } from "@tanstack/react-query";
import { api } from "./http";
import type { CreatedWebhook, Webhook, WebhookEvent, WebhookOutcome } from "./types";

export const webhooksKey = ["webhooks"] as const;

const WAITING_MS = 3000;

/** Looked at again while calls are to be made. */
export const webhooksQuery = queryOptions({
  queryKey: webhooksKey,
  queryFn: async ({ signal }) => (await api<{ webhooks: Webhook[] }>("/api/webhooks", { signal })).webhooks,
  refetchInterval: ({ state }) => (state.data?.some(({ waiting }) => waiting > 0) === true ? WAITING_MS : false),
});

/** @param events none for all */
export function createWebhook(url: string, events: readonly WebhookEvent[]): Promise<CreatedWebhook> {
  return api<CreatedWebhook>("/api/webhooks", { method: "POST", body: { url, events } });
}

export function deleteWebhook(id: string): Promise<void> {
  return api<undefined>(`/api/webhooks/${id}`, { method: "DELETE" });
}

export function testWebhook(id: string): Promise<WebhookOutcome> {
  return api<WebhookOutcome>(`/api/webhooks/${id}/test`, { method: "POST" });
}
