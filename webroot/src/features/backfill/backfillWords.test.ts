import { describe, expect, it } from "vitest";
import { aBackfill } from "@/test/factories";
import { dayBegins, endWords, nowWords, percent, quotaWords, sinceWords } from "./backfillWords";

const NOW = Date.parse("2026-11-21T10:00:00Z");

describe("The words of a backfill", () => {
  it("say what it does now", () => {
    expect(nowWords(aBackfill(), NOW)).toBe("Taking in 32 of 128 videos");
    expect(nowWords(aBackfill({ state: "listing", seen: 0, total: 0 }), NOW)).toBe("Looking through the channel");
    const listing = aBackfill({ state: "listing", seen: 1640, total: 12 });
    expect(nowWords(listing, NOW)).toMatch(/^Looking through the channel: 1,640 videos seen, 12 since /);
    const waiting = aBackfill({ state: "listing", reason: "The quota is spent.", resumesAt: "2026-11-21T13:00:00Z" });
    expect(nowWords(waiting, NOW)).toBe("The quota is spent. Goes on in 3 h.");
  });

  it("say how it ended", () => {
    const done = aBackfill({ state: "completed", taken: 128, enqueued: 100, known: 20, ignored: 8, finishedAt: "x" });
    expect(endWords(done)).toMatch(/^128 videos since .*: 100 queued, 20 known before, 8 left out by the filters\.$/);
    expect(endWords(aBackfill({ state: "failed", reason: "There is no such channel." }))).toBe(
      "There is no such channel.",
    );
    expect(endWords(aBackfill({ state: "cancelled" }))).toBe("It was called off after 32 of 128 videos.");
    expect(endWords(aBackfill({ state: "cancelled", taken: 0 }))).toBe(
      "It was called off before anything was taken in.",
    );
  });

  it("say how much of the day is used", () => {
    const quota = { used: 312, limit: 10_000, spent: false, renewsAt: "2026-11-21T15:00:00Z" };
    expect(quotaWords(quota, NOW)).toBe("312 of 10,000 units used today; renewed in 5 h");
    expect(quotaWords({ ...quota, spent: true }, NOW)).toBe(
      "Today's quota is spent (312 of 10,000 units); renewed in 5 h",
    );
  });

  it("give the bar its length", () => {
    expect(percent(aBackfill())).toBe(25);
    expect(percent(aBackfill({ state: "listing" }))).toBe(0);
    expect(percent(aBackfill({ total: 0 }))).toBe(0);
  });

  it("take a day from its first moment here", () => {
    expect(dayBegins("2026-03-01")).toBe(new Date("2026-03-01T00:00").toISOString());
    expect(dayBegins("")).toBeUndefined();
    expect(sinceWords("2005-01-01T00:00:00Z")).toBe("since the channel began");
  });
});
