import { CalendarClock, EyeOff, Podcast, RotateCcw, Scissors, X } from "lucide-react";
import type { ReactNode } from "react";
import type { Episode } from "@/api/types";
import { whyNotPublishable } from "@/features/episodes/whyNotPublishable";
import { Button } from "@/ui/Button";
import type { CutEditing } from "./useCut";
import type { Decisions } from "./useDecisions";

interface DecisionBarProps {
  episode: Episode;
  editing: CutEditing;
  decisions: Decisions;
  onSchedule: () => void;
  /** The ways to the other episodes that wait. */
  children: ReactNode;
}

/** What can be decided, always in reach. */
export function DecisionBar({ episode, editing, decisions, onSchedule, children }: DecisionBarProps) {
  const { published, held, publishAt } = episode;
  const { changed } = editing;
  const obstacle = whyNotPublishable(episode);
  const canPublish = !published && obstacle === undefined;
  return (
    <div
      role="group"
      aria-label="Decision"
      className="sticky bottom-14 z-20 -mx-4 mt-6 flex flex-wrap items-center gap-2 border-t bg-bg/95 px-4 py-3 backdrop-blur sm:bottom-0 sm:-mx-6 sm:px-6 xl:-mx-8 xl:px-8"
    >
      {canPublish && (
        <Button kind="primary" icon={Podcast} busy={decisions.busy} onClick={() => decisions.publish()}>
          {publishAt !== undefined ? "Publish now" : changed ? "Cut and publish" : "Publish"} <Key>a</Key>
        </Button>
      )}
      {canPublish && (
        <Button icon={CalendarClock} disabled={decisions.busy} onClick={onSchedule}>
          {publishAt === undefined ? "Schedule…" : "Put off…"} <Key>d</Key>
        </Button>
      )}
      {held && (
        <Button kind="danger" icon={X} disabled={decisions.busy} onClick={decisions.reject}>
          Reject <Key>x</Key>
        </Button>
      )}
      {(published || publishAt !== undefined) && (
        <Button icon={EyeOff} disabled={decisions.busy} onClick={decisions.takeBack}>
          {published ? "Unpublish" : "Back to review"}
        </Button>
      )}
      {obstacle !== undefined && !published && <p className="text-sm text-muted">{obstacle}</p>}
      {changed && (
        <>
          <Button
            kind={published ? "primary" : "secondary"}
            icon={Scissors}
            disabled={decisions.busy}
            onClick={decisions.save}
          >
            {published ? "Cut anew" : "Only cut"} <Key>c</Key>
          </Button>
          <Button kind="quiet" icon={RotateCcw} disabled={decisions.busy} onClick={editing.reset}>
            Discard changes
          </Button>
        </>
      )}
      <div className="ml-auto flex items-center gap-1">{children}</div>
    </div>
  );
}

/** The key that does the same, where there is a keyboard. */
function Key({ children }: { children: string }) {
  return (
    <kbd aria-hidden className="rounded-sm border border-current/30 px-1 font-mono text-xs opacity-75 max-sm:hidden">
      {children}
    </kbd>
  );
}
