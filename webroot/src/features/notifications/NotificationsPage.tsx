import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { BellOff, CheckCheck } from "lucide-react";
import { notificationKeys, notificationsChanged, notificationsQuery, readNotifications } from "@/api/notifications";
import { messageOf } from "@/api/problem";
import { usePage } from "@/app/crumbs";
import { cx } from "@/lib/cx";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { SkeletonRows } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import { BrowserSwitch } from "./BrowserSwitch";
import { NotificationItem } from "./NotificationItem";

/** The inbox. */
export function NotificationsPage() {
  usePage("Notifications");
  const { unread = false } = useSearch({ from: "/signed-in/notifications" });
  const list = useInfiniteQuery(notificationsQuery(unread));
  const read = useReading();
  const first = list.data?.pages[0];
  const rows = list.data?.pages.flatMap(({ notifications }) => notifications);
  return (
    <>
      <PageHeader
        title="Notifications"
        actions={
          <>
            <BrowserSwitch />
            <Button
              icon={CheckCheck}
              busy={read.isPending && read.variables === "all"}
              disabled={first === undefined || first.unread === 0}
              onClick={() => read.mutate("all")}
            >
              Mark all as read
            </Button>
          </>
        }
      />
      <nav aria-label="Which notifications" className="mb-4 flex gap-1">
        <Choice unread={undefined} active={!unread} label="All" />
        <Choice unread active={unread} label="Unread" count={first?.unread} />
      </nav>
      {rows === undefined ? (
        list.error === null ? (
          <SkeletonRows rows={4} className="h-18" />
        ) : (
          <ErrorState what="The notifications" error={list.error} onRetry={() => void list.refetch()} />
        )
      ) : rows.length === 0 ? (
        <Nothing unread={unread} />
      ) : (
        <>
          <ul aria-label="Notifications" className="divide-y overflow-hidden rounded-md border bg-surface">
            {rows.map((notification) => (
              <NotificationItem
                key={notification.id}
                notification={notification}
                onRead={() => read.mutate([notification.id])}
              />
            ))}
          </ul>
          {list.hasNextPage && (
            <div className="mt-4 flex justify-center">
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Show more
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}

function useReading() {
  const client = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: (which: "all" | readonly string[]) => readNotifications(which),
    onSuccess: (unread) => {
      client.setQueryData<number>(notificationKeys.unread, unread);
    },
    onError: (failure) => say(messageOf(failure), "bad"),
    onSettled: () => notificationsChanged(client),
  });
}

interface ChoiceProps {
  unread: true | undefined;
  active: boolean;
  label: string;
  count?: number | undefined;
}

function Choice({ unread, active, label, count = 0 }: ChoiceProps) {
  return (
    <Link
      to="/notifications"
      search={{ unread }}
      aria-current={active ? "page" : undefined}
      className={cx(
        "inline-flex h-8 items-center gap-1.5 rounded-full px-3 font-medium",
        active ? "bg-accent-soft text-accent" : "text-muted hover:bg-sunken",
      )}
    >
      {label}
      {count > 0 && <span className="tabular-nums">{count.toLocaleString("en")}</span>}
    </Link>
  );
}

function Nothing({ unread }: { unread: boolean }) {
  return unread ? (
    <EmptyState icon={CheckCheck} title="All read">
      What is new comes here by itself.
    </EmptyState>
  ) : (
    <EmptyState icon={BellOff} title="No notifications yet">
      When a bulk job ends, what came of it stands here, and the bell above counts it. Programs can be told too: see
      Webhooks in the{" "}
      <Link to="/settings/webhooks" className="text-accent underline">
        settings
      </Link>
      .
    </EmptyState>
  );
}
