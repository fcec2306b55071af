import type { Chapter, Episode, Span } from "@/api/types";

/** What of a recording an episode is. */
export interface Cut {
  span: Span;
  /** With their times in the recording, in order. */
  chapters: Chapter[];
}

export type Edge = "start" | "end";

/** The server takes no shorter episode. */
export const SHORTEST_S = 1;

/** A new cut that is still to come, or else what the episode is; undefined without a recording. */
export function presentCut({ span, sourceChapters, recut }: Episode): Cut | undefined {
  if (recut !== undefined && isUnderWay(recut.status)) {
    return { span: recut.span, chapters: recut.sourceChapters };
  }
  return span === undefined ? undefined : { span, chapters: sourceChapters };
}

export function isUnderWay(status: string): boolean {
  return status === "pending" || status === "processing";
}

/** The span with one edge at a place, as near as it may be. */
export function moved(span: Span, edge: Edge, to: number, duration: number): Span {
  const place = Math.round(to * 100) / 100;
  return edge === "start"
    ? { start: Math.max(0, Math.min(place, span.end - SHORTEST_S)), end: span.end }
    : { start: span.start, end: Math.min(duration, Math.max(place, span.start + SHORTEST_S)) };
}

export function sameSpan(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}

export function sameCut(one: Cut, other: Cut): boolean {
  return (
    sameSpan(one.span, other.span) &&
    one.chapters.length === other.chapters.length &&
    one.chapters.every(({ start, title }, index) => {
      const there = other.chapters[index];
      return there?.start === start && there.title === title;
    })
  );
}

/** The chapters with one more, which begins at a place; where one begins already, nothing changes. */
export function withChapter(chapters: readonly Chapter[], start: number, title: string): Chapter[] {
  const place = Math.round(start * 100) / 100;
  return chapters.some((chapter) => chapter.start === place)
    ? [...chapters]
    : [...chapters, { start: place, title }].sort((a, b) => a.start - b.start);
}

/** A place to the tenth of a second: "0:07.3", "1:02:09.0". */
export function exactClock(seconds: number): string {
  const tenths = Math.round(Math.max(0, seconds) * 10);
  const minutes = Math.floor(tenths / 600) % 60;
  const hours = Math.floor(tenths / 36_000);
  const rest = ((tenths % 600) / 10).toFixed(1).padStart(4, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** Reads a place as people write it: "1:02:09.5", "12:03", "723.4"; undefined for anything else. */
export function readClock(text: string): number | undefined {
  const match = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6}(?:[.,]\d{1,3})?)$/.exec(text.trim());
  if (match === null) {
    return undefined;
  }
  const [, hours = "0", minutes = "0", seconds = ""] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(",", "."));
}
