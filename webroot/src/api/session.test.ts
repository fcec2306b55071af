import { beforeEach, describe, expect, it, vi } from "vitest";
import { problem, TestServer } from "@/test/server";
import { keepSessionFresh, refreshDueIn, refreshSession, sessionBegan, sessionEnded } from "./session";

const NOW = Date.parse("2026-11-21T12:00:00Z");

describe("The session", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW });
  });

  it("is refreshed a minute before it ends, or after two thirds of a short one", () => {
    sessionBegan(900);
    expect(refreshDueIn(NOW)).toBe(840_000);
    sessionBegan(30);
    expect(refreshDueIn(NOW)).toBe(20_000);
    expect(refreshDueIn(NOW + 60_000)).toBe(0);
  });

  it("has no time to be refreshed when nothing is known of it", () => {
    expect(refreshDueIn(NOW)).toBeUndefined();
    sessionBegan(900);
    sessionEnded();
    expect(refreshDueIn(NOW)).toBeUndefined();
    localStorage.setItem("reelcast.session", "nonsense");
    expect(refreshDueIn(NOW)).toBeUndefined();
  });

  it("is refreshed once for all who ask at the same time", async () => {
    const server = new TestServer({ "POST /api/auth/refresh": { body: { expiresIn: 900 } } });
    expect(await Promise.all([refreshSession(), refreshSession()])).toEqual([true, true]);
    expect(server.requests).toHaveLength(1);
    expect(refreshDueIn(NOW)).toBe(840_000);
  });

  it("counts a refresh by another tab as its own", async () => {
    const server = new TestServer({ "POST /api/auth/refresh": { body: { expiresIn: 900 } } });
    vi.stubGlobal("navigator", {
      locks: {
        request: (_name: string, action: () => Promise<boolean>) => {
          vi.setSystemTime(NOW + 50);
          sessionBegan(900);
          return action();
        },
      },
    });
    expect(await refreshSession()).toBe(true);
    expect(server.requests).toHaveLength(0);
  });

  it("is over when the server refuses, and only then", async () => {
    sessionBegan(900);
    const server = new TestServer({ "POST /api/auth/refresh": { status: 503 } });
    await expect(refreshSession()).rejects.toThrow("restarting");
    expect(refreshDueIn(NOW)).toBeDefined();
    server.on("POST /api/auth/refresh", problem(401, "Sign in first."));
    expect(await refreshSession()).toBe(false);
    expect(refreshDueIn(NOW)).toBeUndefined();
  });

  it("is refreshed again and again, and everybody is told", async () => {
    const server = new TestServer({ "POST /api/auth/refresh": { body: { expiresIn: 900 } } });
    const onRenewed = vi.fn();
    sessionBegan(900);
    const stop = keepSessionFresh(onRenewed);
    await vi.advanceTimersByTimeAsync(2 * 840_000);
    expect(server.requests).toHaveLength(2);
    expect(onRenewed).toHaveBeenCalledTimes(2);
    window.dispatchEvent(new StorageEvent("storage", { key: "reelcast.session", newValue: "{}" }));
    expect(onRenewed).toHaveBeenCalledTimes(3);
    stop();
    await vi.advanceTimersByTimeAsync(900_000);
    expect(server.requests).toHaveLength(2);
  });
});
