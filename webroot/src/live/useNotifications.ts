import { useQueryClient } from "@tanstack/react-query";
import { isNotificationEvent, notificationKeys, notificationsChanged } from "@/api/notifications";
import type { Notification } from "@/api/types";
import { useSubscription } from "./LiveProvider";

/**
 * Keeps the inbox in step.
 *
 * @param onNew hears of what has just been told
 */
export function useNotifications(userId: string, onNew: (notification: Notification) => void): void {
  const client = useQueryClient();
  useSubscription(
    `notifications.${userId}`,
    (body) => {
      if (!isNotificationEvent(body)) {
        return;
      }
      if (body.unread !== undefined) {
        client.setQueryData<number>(notificationKeys.unread, body.unread);
      }
      void notificationsChanged(client);
      if (body.notification !== undefined) {
        onNew(body.notification);
      }
    },
    () => void notificationsChanged(client),
  );
}
