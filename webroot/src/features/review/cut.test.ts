import { describe, expect, it } from "vitest";
import { anEpisode } from "@/test/factories";
import { exactClock, moved, presentCut, readClock, sameCut, withChapter } from "./cut";

describe("A cut", () => {
  const span = { start: 10, end: 20 };

  it("keeps its edges in order, a second apart and in the recording", () => {
    expect(moved(span, "start", 12.3456, 60)).toEqual({ start: 12.35, end: 20 });
    expect(moved(span, "start", 25, 60)).toEqual({ start: 19, end: 20 });
    expect(moved(span, "start", -3, 60)).toEqual({ start: 0, end: 20 });
    expect(moved(span, "end", 99, 60)).toEqual({ start: 10, end: 60 });
    expect(moved(span, "end", 3, 60)).toEqual({ start: 10, end: 11 });
  });

  it("is the one that is under way, while it is", () => {
    const recut = { jobId: "j-2", progress: 70, span: { start: 1, end: 9 }, sourceChapters: [] };
    const running = anEpisode({ recut: { ...recut, status: "processing" } });
    expect(presentCut(running)?.span).toEqual({ start: 1, end: 9 });
    const failed = anEpisode({ recut: { ...recut, status: "failed" } });
    expect(presentCut(failed)?.span).toEqual({ start: 600, end: 2736 });
    const { span: _span, ...text } = anEpisode();
    expect(presentCut(text)).toBeUndefined();
  });

  it("differs by its edges, and by its chapters' names and places", () => {
    const cut = { span, chapters: [{ start: 11, title: "One" }] };
    expect(sameCut(cut, { span: { ...span }, chapters: [{ start: 11, title: "One" }] })).toBe(true);
    expect(sameCut(cut, { span, chapters: [] })).toBe(false);
    expect(sameCut(cut, { span, chapters: [{ start: 11, title: "Two" }] })).toBe(false);
    expect(sameCut(cut, { span: { start: 10, end: 20.1 }, chapters: cut.chapters })).toBe(false);
  });

  it("takes a chapter in where it begins, once", () => {
    const chapters = withChapter([{ start: 30, title: "B" }], 10.004, "A");
    expect(chapters.map(({ title }) => title)).toEqual(["A", "B"]);
    expect(withChapter(chapters, 10, "C")).toHaveLength(2);
  });
});

describe("A place", () => {
  it.each([
    [7.31, "0:07.3"],
    [59.96, "1:00.0"],
    [3729, "1:02:09.0"],
    [-1, "0:00.0"],
  ])("%d s is written %s", (seconds, words) => {
    expect(exactClock(seconds)).toBe(words);
  });

  it.each([
    ["1:02:09.5", 3729.5],
    ["12:03", 723],
    [" 723,4 ", 723.4],
    ["0:07.3", 7.3],
    ["soon", undefined],
    ["1:2:3:4", undefined],
    ["", undefined],
    ["-4", undefined],
  ])("%s is read as %s", (text, seconds) => {
    expect(readClock(text)).toBe(seconds);
  });
});
