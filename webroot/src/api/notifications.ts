import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "./http";
import type { NotificationEvent, NotificationList } from "./types";

const PAGE = 30;

export const notificationKeys = {
  all: ["notifications"] as const,
  unread: ["notifications", "unread"] as const,
  list: (unread: boolean) => ["notifications", "list", unread] as const,
};

/** How many are unread: for the bell, and whatever else wants to know. */
export const unreadQuery = queryOptions({
  queryKey: notificationKeys.unread,
  queryFn: async ({ signal }) =>
    (await api<NotificationList>("/api/notifications", { query: { unread: "true", limit: "1" }, signal })).unread,
});

export function notificationsQuery(unread: boolean) {
  return infiniteQueryOptions({
    queryKey: notificationKeys.list(unread),
    queryFn: ({ signal, pageParam }) =>
      api<NotificationList>("/api/notifications", {
        query: {
          limit: String(PAGE),
          ...(unread ? { unread: "true" } : {}),
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Answers how many are unread then. */
export async function readNotifications(which: "all" | readonly string[]): Promise<number> {
  const body = which === "all" ? { all: true } : { ids: which };
  return (await api<{ unread: number }>("/api/notifications/read", { method: "POST", body })).unread;
}

/** After some came or were read. */
export function notificationsChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: notificationKeys.all });
}

export function isNotificationEvent(body: unknown): body is NotificationEvent {
  return (
    typeof body === "object" &&
    body !== null &&
    "type" in body &&
    (body.type === "notification.created" || body.type === "notifications.read")
  );
}
