import { CloudOff, RefreshCw, WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useNow } from "@/lib/useNow";
import { useLive, useLiveState } from "@/live/LiveProvider";
import type { LiveState } from "@/live/LiveConnection";
import { Button } from "@/ui/Button";

/** A first connection, or one that comes back at once, is not worth a word. */
const PATIENCE_MS = 1500;

/** Says when the page is not live, and what happens about it; nothing while all is well. */
export function ConnectionBanner() {
  const state = useLiveState();
  const live = useLive();
  const well = state.kind === "connected" || state.kind === "idle";
  const late = useLate(!well);
  const show = !well && (late || state.kind === "offline");
  return (
    <div role="status" aria-live="polite" className="empty:hidden">
      {show && (
        <div className="flex min-h-10 flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-warn-soft px-4 py-1 text-warn">
          <Words state={state} />
          {state.kind === "reconnecting" && (
            <Button small kind="quiet" className="text-warn" onClick={live.connectNow}>
              Try now
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        setLate(waiting);
      },
      waiting ? PATIENCE_MS : 0,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [waiting]);
  return late;
}

function Words({ state }: { state: LiveState }) {
  switch (state.kind) {
    case "offline":
      return (
        <span className="flex items-center gap-2">
          <WifiOff size={16} aria-hidden /> This device is offline. The page catches up when it is back.
        </span>
      );
    case "reconnecting":
      return (
        <span className="flex items-center gap-2">
          <CloudOff size={16} aria-hidden /> The server cannot be reached. <Countdown at={state.at} />
        </span>
      );
    default:
      return (
        <span className="flex items-center gap-2">
          <RefreshCw size={16} aria-hidden className="animate-spin" /> Connecting to live updates…
        </span>
      );
  }
}

/** Counts down for the eye only: a screen reader hears that it is tried again, not each second. */
function Countdown({ at }: { at: number }) {
  const now = useNow();
  const seconds = Math.max(0, Math.ceil((at - now) / 1000));
  return (
    <span>
      Trying again
      <span aria-hidden className="tabular-nums">
        {seconds > 0 ? ` in ${seconds} s` : "…"}
      </span>
    </span>
  );
}
