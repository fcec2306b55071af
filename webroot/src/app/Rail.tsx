import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CirclePause, PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useState } from "react";
import { queueQuery } from "@/api/queue";
import type { Pause } from "@/api/types";
import { cx } from "@/lib/cx";
import { IconButton } from "@/ui/IconButton";
import { Tooltip } from "@/ui/Tooltip";
import { Brand, Mark } from "./Brand";
import { DESTINATIONS } from "./navigation";

const KEY = "reelcast.rail";

function wasNarrow(): boolean {
  try {
    return localStorage.getItem(KEY) === "narrow";
  } catch {
    return false;
  }
}

/** The way to every page, with what runs and waits; at the foot of the page on phones. */
export function Rail() {
  const [narrow, setNarrow] = useState(wasNarrow);
  const toggle = (): void => {
    setNarrow(!narrow);
    try {
      localStorage.setItem(KEY, narrow ? "wide" : "narrow");
    } catch {
      // Storage is refused: it lasts as long as the page.
    }
  };
  return (
    <nav
      aria-label="Main"
      className={cx(
        "fixed inset-x-0 bottom-0 z-30 border-t bg-surface pb-[env(safe-area-inset-bottom)]",
        "sm:sticky sm:inset-auto sm:top-0 sm:flex sm:h-dvh sm:shrink-0 sm:flex-col sm:border-t-0 sm:border-r sm:pb-0",
        narrow ? "sm:w-16" : "sm:w-16 lg:w-52",
      )}
    >
      <Link to="/" aria-label="Reelcast" className="hidden h-14 items-center px-4.5 sm:flex">
        {narrow ? (
          <Mark />
        ) : (
          <>
            <Mark className="lg:hidden" />
            <span className="hidden lg:block">
              <Brand />
            </span>
          </>
        )}
      </Link>
      <ul className="flex justify-around sm:mt-2 sm:flex-col sm:justify-start sm:gap-1 sm:px-2.5">
        {DESTINATIONS.map(({ to, label, icon: Icon, wideOnly }) => (
          <li key={to} className={cx("flex-auto sm:flex-none", wideOnly && "max-sm:hidden")}>
            <Link
              to={to}
              activeOptions={{ exact: to === "/", includeSearch: false }}
              title={label}
              className={cx(
                "flex h-14 flex-col items-center justify-center gap-1 text-xs font-medium text-muted sm:h-9 sm:rounded-md sm:text-base",
                "hover:text-text sm:hover:bg-sunken",
                !narrow && "lg:flex-row lg:justify-start lg:gap-3 lg:px-3",
              )}
              activeProps={{ className: "text-accent! sm:bg-accent-soft!" }}
            >
              <Icon size={18} aria-hidden className="shrink-0" />
              <span className={cx("sm:sr-only", !narrow && "lg:not-sr-only")}>{label}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className="mt-auto hidden flex-col gap-2 p-2.5 sm:flex">
        <LiveCounts narrow={narrow} />
        <div className={cx("hidden lg:flex", narrow ? "justify-center" : "justify-end")}>
          <IconButton
            icon={narrow ? PanelLeftOpen : PanelLeftClose}
            label={narrow ? "Show words" : "Icons only"}
            onClick={toggle}
          />
        </div>
      </div>
    </nav>
  );
}

function LiveCounts({ narrow }: { narrow: boolean }) {
  const { data } = useQuery(queueQuery);
  if (data === undefined) {
    return null;
  }
  const counts = [
    { word: "running", number: data.running, dot: data.running > 0 ? "bg-accent" : "bg-line-strong" },
    { word: "waiting", number: data.waiting, dot: "bg-line-strong" },
  ];
  return (
    <div className={cx("rounded-md bg-sunken py-2 text-sm text-muted", narrow ? "px-1" : "px-1 lg:px-3")}>
      <ul>
        {counts.map(({ word, number, dot }) => (
          <li
            key={word}
            title={`${number.toLocaleString("en")} ${word}`}
            className={cx("flex items-center justify-center gap-2 py-0.5", !narrow && "lg:justify-start")}
          >
            <span aria-hidden className={cx("size-2 shrink-0 rounded-full", dot)} />
            <span className="font-medium text-text tabular-nums">
              {number.toLocaleString("en", { notation: number < 10_000 ? "standard" : "compact" })}
            </span>
            <span className={cx("sr-only", !narrow && "lg:not-sr-only")}>{word}</span>
          </li>
        ))}
      </ul>
      {data.paused !== undefined && <Held pause={data.paused} narrow={narrow} />}
    </div>
  );
}

/** Why nothing new starts; leads to where it can be resumed. */
function Held({ pause, narrow }: { pause: Pause; narrow: boolean }) {
  const words = `Paused by ${pause.by}: ${pause.reason}`;
  return (
    <Tooltip side="right" text={words}>
      <Link
        to="/"
        className={cx(
          "mt-1.5 flex w-full items-start justify-center gap-2 border-t pt-2 text-left text-warn",
          !narrow && "lg:justify-start",
        )}
      >
        <CirclePause size={16} aria-hidden className="mt-0.5 shrink-0" />
        <span className={cx("sr-only", !narrow && "lg:not-sr-only lg:line-clamp-3! lg:min-w-0 lg:wording")}>
          {words}
        </span>
      </Link>
    </Tooltip>
  );
}
