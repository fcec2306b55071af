import { describe, expect, it } from "vitest";
import { ended, figuresOf, type Period, rate } from "./figures";

const period = (over: Partial<Period>): Period => ({
  start: "2026-11-21T09:00:00Z",
  completed: 0,
  failed: 0,
  cancelled: 0,
  skipped: 0,
  ...over,
});

describe("figuresOf", () => {
  it("weighs an average by how many jobs it stands for", () => {
    const series = [
      period({ completed: 3, averageSeconds: 10 }),
      period({ failed: 1 }),
      period({ completed: 1, averageSeconds: 50, cancelled: 2, skipped: 1 }),
    ];
    expect(figuresOf(series)).toEqual({ success: 0.8, averageSeconds: 20 });
  });

  it("claims nothing when nothing ended", () => {
    expect(figuresOf([period({})])).toEqual({});
  });
});

it("counts all that ended", () => {
  expect(ended(period({ completed: 1, failed: 2, cancelled: 3, skipped: 4 }))).toBe(10);
});

it("says small rates with a decimal", () => {
  expect([0, 0.04, 5.54, 12.6, 1240].map(rate)).toEqual(["0", "< 0.1", "5.5", "13", "1,240"]);
});
