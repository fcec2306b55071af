import { describe, expect, it } from "vitest";
import { about, clock, count, duration, relativeTime, share, size, untilThen } from "./format";

describe("duration", () => {
  it.each([
    [0, "0 s"],
    [0.4, "< 1 s"],
    [45.4, "45 s"],
    [59.6, "1 min"],
    [125, "2 min 5 s"],
    [600, "10 min"],
    [725, "12 min"],
    [3600, "1 h"],
    [6120, "1 h 42 min"],
    [183_600, "2 d 3 h"],
    [-1, "–"],
    [Number.NaN, "–"],
  ])("says %d seconds as %s", (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});

describe("clock", () => {
  it.each([
    [0, "0:00"],
    [247.9, "4:07"],
    [3729, "1:02:09"],
    [-3, "0:00"],
  ])("shows %d seconds as %s", (seconds, shown) => {
    expect(clock(seconds)).toBe(shown);
  });
});

describe("size", () => {
  it.each([
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1000, "1 kB"],
    [1_440_000, "1.4 MB"],
    [999_960, "1 MB"],
    [48_123_456, "48.1 MB"],
    [123_456_789, "123 MB"],
    [5_000_000_000, "5 GB"],
  ])("says %d bytes as %s", (bytes, words) => {
    expect(size(bytes)).toBe(words);
  });
});

describe("relativeTime", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  it.each([
    ["2026-11-21T11:59:30Z", "just now"],
    ["2026-11-21T12:00:30Z", "in 30 s"],
    ["2026-11-21T11:55:00Z", "5 min ago"],
    ["2026-11-21T15:00:00Z", "in 3 h"],
    ["2026-11-20T12:00:00Z", "1 day ago"],
    ["2026-11-17T12:00:00Z", "4 days ago"],
  ])("says %s as %s", (time, words) => {
    expect(relativeTime(time, now)).toBe(words);
  });

  it("gives the date of what is long past", () => {
    expect(relativeTime("2024-03-01T12:00:00Z", now)).toMatch(/2024/);
  });
});

describe("untilThen", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  it.each([
    ["2026-11-21T12:00:40Z", "40 s"],
    ["2026-11-21T12:00:00.200Z", "1 s"],
    ["2026-11-21T12:02:05Z", "2 min 5 s"],
    ["2026-11-21T12:00:00Z", "a moment"],
    ["2026-11-21T11:00:00Z", "a moment"],
  ])("counts down to %s: %s", (time, words) => {
    expect(untilThen(time, now)).toBe(words);
  });
});

describe("about", () => {
  it.each([
    [5, "less than a minute"],
    [70, "about 1 min"],
    [250, "about 4 min"],
    [4700, "about 1 h 20 min"],
    [100_000, "about 1 d 4 h"],
  ])("guesses %d seconds as %s", (seconds, words) => {
    expect(about(seconds)).toBe(words);
  });
});

it("counts in words", () => {
  expect(count(1, "job")).toBe("1 job");
  expect(count(12_000, "job")).toBe("12,000 jobs");
  expect(count(2, "stretch", "stretches")).toBe("2 stretches");
});

it("says shares in percent", () => {
  expect(share(0.827)).toBe("83 %");
});
