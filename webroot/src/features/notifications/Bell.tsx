import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Bell as BellIcon } from "lucide-react";
import { unreadQuery } from "@/api/notifications";
import { Tooltip } from "@/ui/Tooltip";

const MOST_SHOWN = 99;

/** The way to the inbox, with how many are unread. */
export function Bell() {
  const { data: unread = 0 } = useQuery(unreadQuery);
  const label = unread === 0 ? "Notifications" : `Notifications, ${unread.toLocaleString("en")} unread`;
  return (
    <Tooltip text={label}>
      <Link
        to="/notifications"
        search={{}}
        aria-label={label}
        className="relative inline-flex size-9 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-text"
      >
        <BellIcon size={16} aria-hidden />
        {unread > 0 && (
          <span
            aria-hidden
            className="absolute top-0.5 right-0 min-w-4 rounded-full bg-accent px-1 text-center text-[0.625rem] leading-4 font-semibold text-on-accent tabular-nums"
          >
            {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
          </span>
        )}
      </Link>
    </Tooltip>
  );
}
