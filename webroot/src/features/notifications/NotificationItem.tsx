import { useNavigate } from "@tanstack/react-router";
import { Check, Layers, ListVideo, type LucideIcon, Server, ShieldAlert } from "lucide-react";
import type { MouseEvent } from "react";
import type { Notification, NotificationKind } from "@/api/types";
import { localPath } from "@/app/address";
import { cx } from "@/lib/cx";
import { IconButton } from "@/ui/IconButton";
import { Time } from "@/ui/Time";

const KINDS: Record<NotificationKind, LucideIcon> = {
  bulk: Layers,
  job: ListVideo,
  system: Server,
  security: ShieldAlert,
};

interface NotificationItemProps {
  notification: Notification;
  onRead: () => void;
}

export function NotificationItem({ notification, onRead }: NotificationItemProps) {
  const { kind, title, text, createdAt, readAt } = notification;
  const unread = readAt === undefined;
  const Icon = KINDS[kind];
  return (
    <li className="relative flex items-start gap-3 px-4 py-3 hover:bg-sunken/60">
      <span
        className={cx(
          "mt-0.5 inline-flex size-8 shrink-0 items-center justify-center rounded-full",
          unread ? "bg-accent-soft text-accent" : "bg-sunken text-muted",
        )}
      >
        <Icon size={16} aria-hidden />
      </span>
      <div className="min-w-0 flex-1">
        <p className={cx(unread && "font-semibold")}>
          {unread && <span className="sr-only">Unread: </span>}
          <Heading notification={notification} onOpen={unread ? onRead : undefined}>
            {title}
          </Heading>
        </p>
        <p className="text-muted wording">{text}</p>
        <p className="mt-0.5 text-sm text-muted">
          <Time at={createdAt} />
        </p>
      </div>
      {unread && (
        <span className="relative z-10 flex items-center gap-2">
          <IconButton icon={Check} label={`Mark as read: ${title}`} onClick={onRead} />
          <span aria-hidden className="size-2 rounded-full bg-accent" />
        </span>
      )}
    </li>
  );
}

interface HeadingProps {
  notification: Notification;
  onOpen: (() => void) | undefined;
  children: string;
}

/** Leads to what it is about, from anywhere in the row. */
function Heading({ notification: { link }, onOpen, children }: HeadingProps) {
  const navigate = useNavigate();
  const { to } = localPath(link);
  if (to === undefined) {
    return children;
  }
  const open = (event: MouseEvent): void => {
    onOpen?.();
    if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      void navigate({ href: to });
    }
  };
  return (
    <a href={to} onClick={open} className="after:absolute after:inset-0 hover:underline">
      {children}
    </a>
  );
}
