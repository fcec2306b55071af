import { describe, expect, it } from "vitest";
import { isBulkEvent, isItemEvent, mergeBulk, withNewest } from "@/api/bulkMerge";
import type { BulkEvent } from "@/api/types";
import { aBulkEvent, aBulkJob } from "@/test/bulkFactories";
import { anEvent } from "@/test/factories";
import { etaWords, retryable, throughputWords } from "./bulkWords";
import { deadlineMs, NO_DEADLINE } from "./deadline";
import { cellAfter, cellAt, layOut } from "./gridLayout";
import { checkedBy, lineCount, NO_OPTIONS, optionsInput, startInput, USUAL_START } from "./options";
import { parseBulkSearch } from "./search";

const counts = { ...aBulkJob().counts, completed: 3, processing: 0 };
const anUpdate = (over: Partial<BulkEvent> = {}) =>
  aBulkEvent({ timestamp: "2026-11-21T09:05:00Z", progress: 50, counts, ...over });

describe("A bulk job after an event", () => {
  it("has its figures, and none that the event does not name", () => {
    const before = aBulkJob({ etaSeconds: 50, successRate: 90, reason: "Old" });
    const after = mergeBulk(before, anUpdate({ successRate: 75 }));
    expect(after).toMatchObject({ seq: 6, progress: 50, counts, successRate: 75, title: "Sermons of 2019" });
    expect(after).not.toHaveProperty("etaSeconds");
    expect(after).not.toHaveProperty("reason");
    expect(after).not.toHaveProperty("type");
  });

  it("stays when the event is old or another's", () => {
    const before = aBulkJob();
    expect(mergeBulk(before, anUpdate({ seq: 5 }))).toBe(before);
    expect(mergeBulk(before, anUpdate({ bulkJobId: "b-2" }))).toBe(before);
  });

  it("has an end when it ended, and none when it runs again", () => {
    const ended = mergeBulk(aBulkJob(), anUpdate({ type: "bulk.completed", status: "completed" }));
    expect(ended.finishedAt).toBe("2026-11-21T09:05:00Z");
    expect(mergeBulk(ended, anUpdate({ seq: 7 }))).not.toHaveProperty("finishedAt");
  });
});

it("keeps figures that are newer than what was read, with the commands that were read", () => {
  const read = aBulkJob({ seq: 5, commands: ["resume", "cancel"], title: "New" });
  const known = aBulkJob({ seq: 8, progress: 70 });
  expect(withNewest(read, known)).toMatchObject({ seq: 8, progress: 70, commands: ["resume", "cancel"], title: "New" });
  expect(withNewest(known, read)).toBe(known);
});

it("knows what an event tells of", () => {
  const item = { ...anEvent(), type: "video.completed", currentVideo: 3, totalVideos: 10 };
  expect(isItemEvent(item)).toBe(true);
  expect(isBulkEvent(item)).toBe(false);
  expect(isBulkEvent(anUpdate())).toBe(true);
  expect(isItemEvent(anUpdate())).toBe(false);
  expect(isItemEvent(null)).toBe(false);
  expect(isItemEvent({ type: "video.completed" })).toBe(false);
});

it("says how long it still takes as a range", () => {
  expect(etaWords({ etaRange: [240, 362] })).toBe("4–6 min left");
  expect(etaWords({ etaRange: [50, 120] })).toBe("50 s to 2 min left");
  expect(etaWords({ etaRange: [2400, 3600] })).toBe("40 min to 1 h left");
  expect(etaWords({ etaRange: [61, 80] })).toBe("about 1 min left");
  expect(etaWords({ etaRange: [4800, 6000] })).toBe("1 h 20 min to 1 h 40 min left");
  expect(etaWords({ etaSeconds: 300 })).toBe("about 5 min left");
  expect(etaWords({})).toBeUndefined();
});

it("says the throughput in the unit that fits", () => {
  expect(throughputWords(210)).toBe("3.5 a minute");
  expect(throughputWords(12)).toBe("12 an hour");
  expect(throughputWords(4.25)).toBe("4.3 an hour");
  expect(throughputWords(360_000)).toBe("6,000 a minute");
});

it("counts what a retry would run: neither what is invalid nor what is a duplicate", () => {
  const job = { counts: { ...counts, failed: 5, invalid: 2, cancelled: 4, skipped: 3, duplicates: 1 } };
  expect(retryable(job, false)).toBe(3);
  expect(retryable(job, true)).toBe(9);
});

it("takes a deadline as a while or as a time", () => {
  const now = Date.parse("2026-11-21T09:00:00Z");
  expect(deadlineMs(NO_DEADLINE, now)).toBeUndefined();
  expect(deadlineMs({ ...NO_DEADLINE, kind: "within", amount: "90", unit: "minutes" }, now)).toBe(5_400_000);
  expect(deadlineMs({ ...NO_DEADLINE, kind: "at", at: "2026-11-21T10:00:00Z" }, now)).toBe(3_600_000);
  expect(deadlineMs({ ...NO_DEADLINE, kind: "at", at: "2026-11-21T08:00:00Z" }, now)).toBeNaN();
  expect(deadlineMs({ ...NO_DEADLINE, kind: "within", amount: "" }, now)).toBeNaN();
});

it("sends only what was chosen", () => {
  expect(optionsInput(NO_OPTIONS)).toEqual({});
  expect(optionsInput({ ...NO_OPTIONS, title: " A ", again: true, templateId: "plain", resolution: "720p" })).toEqual({
    title: "A",
    again: true,
    template: { templateId: "plain" },
    output: { resolution: "720p" },
  });
});

it("checks again by what the rows were checked by before", () => {
  expect(checkedBy(aBulkJob())).toEqual({});
  expect(checkedBy(aBulkJob({ agentId: "a-1", output: { resolution: "720p" } }))).toEqual({
    agentId: "a-1",
    output: { resolution: "720p" },
  });
});

it("starts with a deadline that is counted from the start", () => {
  const at = { ...USUAL_START, deadline: { ...NO_DEADLINE, kind: "at" as const, at: "2026-11-21T10:00:00Z" } };
  expect(startInput(USUAL_START, 0)).toEqual({ priority: "normal" });
  expect(startInput(at, Date.parse("2026-11-21T09:30:00Z"))).toEqual({
    priority: "normal",
    processingDeadlineMs: 1_800_000,
  });
  expect(startInput(at, Date.parse("2026-11-21T10:00:00Z"))).toBeUndefined();
});

it("counts lines that say something", () => {
  expect(lineCount("a\n\n  \r\nb\r\n")).toBe(2);
  expect(lineCount(" \n")).toBe(0);
});

it("reads an address, and leaves out what makes no sense", () => {
  expect(parseBulkSearch({ status: "failed", view: "table", item: 3 })).toEqual({
    status: "failed",
    view: "table",
    item: 3,
  });
  expect(parseBulkSearch({ status: "x", view: "x", item: -1 })).toEqual({});
});

describe("The layout of cells", () => {
  it("makes cells smaller the more there are", () => {
    expect(layOut(30, 900)).toEqual({ pitch: 36, gap: 4, columns: 25, rows: 2 });
    expect(layOut(10_000, 1000)).toMatchObject({ pitch: 16, columns: 62, rows: 162 });
    expect(layOut(100_000, 360)).toMatchObject({ pitch: 12, columns: 30 });
    expect(layOut(5, 0).columns).toBe(1);
  });

  const layout = layOut(30, 900);

  it("finds the cell under a point", () => {
    expect(cellAt(layout, 30, 41, 41)).toBe(26);
    expect(cellAt(layout, 30, 400, 41)).toBeUndefined();
    expect(cellAt(layout, 30, 901, 1)).toBeUndefined();
    expect(cellAt(layout, 30, -1, 1)).toBeUndefined();
  });

  it("goes by keys, and not beyond its ends", () => {
    const go = (key: string, from: number, ctrl = false) => cellAfter(key, ctrl, from, layout, 30, 1);
    expect(go("ArrowRight", 0)).toBe(1);
    expect(go("ArrowLeft", 0)).toBe(0);
    expect(go("ArrowDown", 3)).toBe(28);
    expect(go("ArrowDown", 20)).toBe(20);
    expect(go("ArrowUp", 26)).toBe(1);
    expect(go("End", 26)).toBe(29);
    expect(go("Home", 26)).toBe(25);
    expect(go("End", 0)).toBe(24);
    expect(go("Home", 26, true)).toBe(0);
    expect(go("End", 0, true)).toBe(29);
    expect(go("PageDown", 10)).toBe(29);
    expect(go("PageUp", 26)).toBe(1);
    expect(go("x", 0)).toBeUndefined();
  });
});
