import { describe, expect, it } from "vitest";
import { aDetail, aLine } from "@/test/factories";
import { filterLines, logText } from "./logText";
import { inSpans, strokes, toColumns } from "./peaks";
import { produced } from "./produced";
import { segmentAt } from "./segmentAt";
import { stagePercent } from "./stagePercent";
import { addLines } from "./useLog";

describe("toColumns", () => {
  it("shows the loudest of the peaks that a column stands for, against the loudest of all", () => {
    expect(toColumns([0.1, 0.4, 0.2, 0, 0.8, 0.2], 3)).toEqual([0.5, 0.25, 1]);
  });

  it("repeats peaks when there are more columns", () => {
    expect(toColumns([0.5, 1], 4)).toEqual([0.5, 0.5, 1, 1]);
  });

  it("has nothing to show for silence and for no peaks", () => {
    expect(toColumns([0, 0], 2)).toEqual([0, 0]);
    expect(toColumns([], 3)).toEqual([]);
  });
});

it("finds whether a time is in one of the spans", () => {
  const spans = [
    { start: 1, end: 2 },
    { start: 5, end: 9 },
  ];
  expect([0, 1, 2, 4.9, 8.9, 9].map((time) => inSpans(time, spans))).toEqual([false, true, false, false, true, false]);
});

it("draws the columns that are wanted around the middle", () => {
  expect(strokes([1, 0.5], 20, (column) => column === 0)).toBe("M0.5 1.0V19.0");
});

it("finds the line that is spoken", () => {
  const segments = [0, 4, 8].map((start) => ({ start, end: start + 3, text: "" }));
  expect([-1, 0, 3.9, 4, 100].map((time) => segmentAt(segments, time))).toEqual([-1, 0, 0, 1, 2]);
  expect(segmentAt([{ start: -1, end: -1, text: "" }], 5)).toBe(-1);
});

it("knows how much of a stage is done", () => {
  expect(stagePercent(45, 40, 50)).toBe(50);
  expect(stagePercent(10, 40, 50)).toBe(0);
  expect(stagePercent(90, 40, 50)).toBe(100);
});

describe("addLines", () => {
  it("keeps the log in order and without doubles", () => {
    const known = [aLine({ seq: 1 }), aLine({ seq: 4 })];
    const all = addLines(known, [aLine({ seq: 4 }), aLine({ seq: 2 }), aLine({ seq: 6 })]);
    expect(all.map(({ seq }) => seq)).toEqual([1, 2, 4, 6]);
  });
});

it("says what a stage made", () => {
  const detail = aDetail({
    files: [{ name: "source.m4a", kind: "source", contentType: "audio/mp4", bytes: 48_100_000 }],
    analysis: {
      analyser: "built-in",
      episode: { start: 724, end: 2520 },
      title: "",
      summary: "",
      insights: [],
      topics: [],
      chapters: [],
      confidence: 0.82,
      shouldAutopublish: true,
      reason: "",
    },
  });
  const record = { words: "", startPercent: 0, status: "completed", attempt: 1 } as const;
  expect(produced({ ...record, stage: "downloading" }, detail)).toBe("46 min · 48.1 MB");
  expect(produced({ ...record, stage: "speech_detection", output: { ratio: 0.63, segments: 41 } }, detail)).toBe(
    "63 % speech · 41 stretches",
  );
  expect(
    produced({ ...record, stage: "transcription", output: { engine: "none", note: "No captions." } }, detail),
  ).toBe("No captions.");
  expect(produced({ ...record, stage: "ai_analysis" }, detail)).toBe("12:04 to 42:00 · 82 % sure");
  expect(produced({ ...record, stage: "thumbnails" }, detail)).toBeUndefined();
  const spoken = { durationSeconds: 61, engine: "espeak-ng", voice: "ar", sentences: 4 };
  expect(produced({ ...record, stage: "narration", output: spoken }, detail)).toContain("espeak-ng · ar");
  expect(produced({ ...record, stage: "rendering", output: { height: 720 } }, detail)).toBe("720p");
});

describe("The log", () => {
  const lines = [
    aLine({ message: "Begun" }),
    aLine({ seq: 2, level: "warning", stage: "transcription", message: "No model\nis configured" }),
    aLine({ seq: 3, level: "error", stage: "uploading", message: "No space" }),
  ];

  it("is narrowed by level and by words in any order and case", () => {
    const found = (level: "info" | "warning" | "error", words: string): number[] =>
      filterLines(lines, level, words).map(({ seq }) => seq);
    expect(found("info", " ")).toEqual([1, 2, 3]);
    expect(found("warning", "no")).toEqual([2, 3]);
    expect(found("info", "SPACE upload")).toEqual([3]);
    expect(found("error", "begun")).toEqual([]);
  });

  it("is saved one entry a line", () => {
    expect(logText(lines.slice(0, 2))).toBe(
      "2026-11-21T09:00:00Z INFO    - Begun\n" +
        "2026-11-21T09:00:00Z WARNING transcription No model\n    is configured\n",
    );
  });
});
