import { beforeEach, describe, expect, it, vi } from "vitest";
import type { JobStatus } from "@/api/types";
import { type Changes, ItemGrid } from "./ItemGrid";

describe("The items of a bulk job", () => {
  let grid: ItemGrid;
  let frames: FrameRequestCallback[];
  const told = vi.fn<(changes: Changes) => void>();
  const draw = (): void => frames.splice(0).forEach((frame) => frame(0));
  const event = (currentVideo: number, status: JobStatus, seq: number) => ({
    currentVideo,
    status,
    seq,
    jobId: `j-${currentVideo}`,
  });

  beforeEach(() => {
    frames = [];
    vi.stubGlobal("requestAnimationFrame", (frame: FrameRequestCallback) => frames.push(frame));
    told.mockClear();
    grid = new ItemGrid();
    grid.load("pprcfsx");
    draw();
    grid.watch(told);
  });

  it("stand as the server's letters say", () => {
    expect(grid.size).toBe(7);
    expect([1, 3, 4, 5, 6, 7].map((itemId) => grid.statusOf(itemId))).toEqual([
      "pending",
      "processing",
      "completed",
      "failed",
      "skipped",
      "cancelled",
    ]);
    expect(grid.statusOf(8)).toBeUndefined();
    expect([...grid.matching("pending")]).toEqual([1, 2]);
  });

  it("are told of once a frame, however many changed", () => {
    grid.apply(event(1, "processing", 1));
    grid.apply(event(1, "completed", 2));
    grid.apply(event(2, "processing", 1));
    expect(told).not.toHaveBeenCalled();
    expect(frames).toHaveLength(1);
    draw();
    expect(told).toHaveBeenCalledExactlyOnceWith([1, 1, 2]);
    expect(grid.statusOf(1)).toBe("completed");
  });

  it("do not go back for an event that comes late", () => {
    grid.apply(event(1, "completed", 9));
    grid.apply(event(1, "processing", 3));
    expect(grid.statusOf(1)).toBe("completed");
  });

  it("are not told of when nothing changed", () => {
    grid.apply(event(4, "completed", 2));
    expect(frames).toHaveLength(0);
  });

  it("leave alone what is no item of theirs", () => {
    grid.apply(event(8, "completed", 1));
    grid.apply(event(0, "completed", 1));
    expect(grid.size).toBe(7);
    expect(frames).toHaveLength(0);
  });

  it("keep what was heard while they were read, if that is newer", () => {
    grid.expect();
    grid.apply(event(1, "completed", 4));
    grid.apply(event(2, "processing", 2));
    grid.load("pxrcfsx");
    expect(grid.statusOf(1)).toBe("completed");
    expect(grid.statusOf(2)).toBe("cancelled");
  });

  it("are told of as a whole when very many changed in one frame", () => {
    grid.load("p".repeat(10_000));
    draw();
    told.mockClear();
    for (let itemId = 1; itemId <= 5000; itemId++) {
      grid.apply(event(itemId, "completed", 1));
    }
    draw();
    expect(told).toHaveBeenCalledExactlyOnceWith("all");
    expect(grid.matching("completed")).toHaveLength(5000);
  });
});
