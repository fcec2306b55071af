import { CirclePause, Play } from "lucide-react";
import type { Pause } from "@/api/types";
import { Button } from "@/ui/Button";
import { Time } from "@/ui/Time";

interface PauseBannerProps {
  pause: Pause;
  /** What the pause means: "Nothing new starts." */
  words: string;
  /** Left out for who may not resume. */
  onResume?: (() => void) | undefined;
  busy?: boolean;
}

/** Who paused it, why and since when, and the way on. */
export function PauseBanner({ pause, words, onResume, busy = false }: PauseBannerProps) {
  return (
    <div className="mb-5 flex animate-rise flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-warn/35 bg-warn-soft px-4 py-3">
      <CirclePause size={20} aria-hidden className="shrink-0 text-warn max-sm:hidden" />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium wording">
          <span className="text-warn">
            Paused by <bdi>{pause.by}</bdi>:
          </span>{" "}
          <bdi>{pause.reason}</bdi>
        </p>
        <p className="text-sm text-muted">
          {words} Since <Time at={pause.since} />.
        </p>
      </div>
      {onResume !== undefined && (
        <Button icon={Play} busy={busy} onClick={onResume}>
          Resume
        </Button>
      )}
    </div>
  );
}
