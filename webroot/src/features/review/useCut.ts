import { useState } from "react";
import type { Chapter, Episode, Span } from "@/api/types";
import { type Cut, type Edge, moved, presentCut, sameCut, withChapter } from "./cut";

export interface CutEditing {
  cut: Cut;
  /** Whether it differs from what the episode is, or is about to be. */
  changed: boolean;
  move: (edge: Edge, to: number) => void;
  setSpan: (span: Span) => void;
  setChapters: (chapters: Chapter[]) => void;
  /** One without a name, to be written next. */
  addChapter: (start: number) => void;
  /** Where the newest chapter of this editing begins. */
  added: number | undefined;
  reset: () => void;
}

/** A cut while somebody works on it. It is theirs until it is reset, or saved and in. */
export function useCut(episode: Episode, duration: number): CutEditing {
  const present = presentCut(episode) ?? { span: { start: 0, end: Math.max(1, duration) }, chapters: [] };
  const [mine, setMine] = useState<Cut>();
  const [added, setAdded] = useState<number>();
  const cut = mine ?? present;
  return {
    cut,
    changed: mine !== undefined && !sameCut(mine, present),
    move: (edge, to) => setMine({ ...cut, span: moved(cut.span, edge, to, duration) }),
    setSpan: (span) => setMine({ ...cut, span }),
    setChapters: (chapters) => setMine({ ...cut, chapters }),
    addChapter: (start) => {
      const chapters = withChapter(cut.chapters, start, "");
      setAdded(chapters.find((chapter) => !cut.chapters.includes(chapter))?.start);
      setMine({ ...cut, chapters });
    },
    added,
    reset: () => setMine(undefined),
  };
}
