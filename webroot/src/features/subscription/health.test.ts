import { describe, expect, it } from "vitest";
import type { Subscription } from "@/api/types";
import { aSubscription } from "@/test/factories";
import { healthOf } from "./health";

const NOW = Date.parse("2026-11-24T09:00:00Z");

function health(over: Partial<Subscription>) {
  return healthOf(aSubscription(over), NOW);
}

describe("The health of a subscription", () => {
  it("is good while the hub renews it", () => {
    expect(health({ lastNoticeAt: "2026-11-24T07:00:00Z" })).toEqual({
      tone: "good",
      sentence: "Hub confirmed; next renewal in 3 days; last notice 2 h ago",
    });
    expect(health({}).sentence).toContain("no notice yet");
  });

  it("says what the hub missed", () => {
    const counts = { notices: 9, rejected: 0, ignored: 0, missed: 2 };
    expect(health({ counts })).toMatchObject({ tone: "warn" });
    expect(health({ counts }).sentence).toContain("it missed 2 videos");
  });

  it("is never a quiet channel when it is the hub that fails", () => {
    const failing = { failures: 3, failingSince: "2026-11-24T06:00:00Z", nextTryAt: "2026-11-24T09:02:00Z" };
    expect(health({ ...failing, state: "pending" })).toEqual({
      tone: "bad",
      sentence: "The hub is failing for 3 h, so new videos are not announced; next try in 2 min",
    });
    expect(health({ ...failing, state: "active" })).toEqual({
      tone: "warn",
      sentence: "Renewal at the hub is failing for 3 h; new videos are announced until the lease ends in 7 days",
    });
    expect(health({ ...failing, state: "expired", leaseUntil: "2026-11-24T08:50:00Z" })).toEqual({
      tone: "bad",
      sentence: "The hub has not renewed it, and its lease ended 10 min ago: new videos are not announced",
    });
    expect(health({ state: "denied" }).tone).toBe("bad");
  });

  it("tells waiting from failing, and neither from nothing", () => {
    expect(health({ state: "pending" }).tone).toBe("accent");
    expect(health({ state: "none" }).sentence).toMatch(/^Not followed:/);
    expect(health({ state: "ending" }).sentence).toMatch(/^Not followed any more/);
  });

  it("does not ask back for a time that has just come", () => {
    expect(health({ nextTryAt: "2026-11-24T08:59:58Z" }).sentence).toContain("next renewal now");
  });
});
