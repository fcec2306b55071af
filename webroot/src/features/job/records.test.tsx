import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeSocket } from "@/test/FakeSocket";
import { aDetail, aLine, anEvent } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import type { TestServer } from "@/test/server";
import { logText } from "./logText";

function serverWithLog(lines = [aLine({ message: "Begun" })]): TestServer {
  return signedInServer()
    .on("GET /api/jobs/j-1", { body: aDetail() })
    .on("GET /api/jobs/j-1/logs", ({ query }) => ({
      body: { logs: lines.filter(({ seq }) => seq > Number(query.get("after"))) },
    }));
}

beforeEach(() => {
  // The log draws only the lines that its box has room for.
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(400);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(800);
});

describe("What a job left behind", () => {
  it("follows the log as it is written", async () => {
    serverWithLog();
    await open("/jobs/j-1?tab=log");
    const log = await screen.findByRole("log");
    expect(await within(log).findByText("Begun")).toBeVisible();
    act(() => {
      FakeSocket.last.opened();
      const line = aLine({ seq: 2, level: "error", message: "Something broke" });
      FakeSocket.last.receive({ type: "rec", address: "job.logs.j-1", body: line });
    });
    expect(await within(log).findByText("Something broke")).toBeVisible();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Least level" }), "Errors");
    expect(screen.queryByText("Begun")).toBeNull();
  });

  it("searches the log, and saves all of it", async () => {
    const lines = [
      aLine({ message: "Begun" }),
      aLine({ seq: 2, level: "error", stage: "uploading", message: "No space" }),
    ];
    serverWithLog(lines);
    const saved: Blob[] = [];
    URL.createObjectURL = (file) => `blob:${saved.push(file as Blob)}`;
    URL.revokeObjectURL = () => undefined;
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockReturnValue();
    await open("/jobs/j-1?tab=log");
    const log = await screen.findByRole("log");
    expect(await within(log).findByText("Begun")).toBeVisible();
    await userEvent.type(screen.getByRole("searchbox", { name: "Search the log" }), "SPACE upload");
    expect(within(log).queryByText("Begun")).toBeNull();
    expect(within(log).getByText("No space")).toBeVisible();
    expect(screen.getByText("1 of 2 lines")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Download" }));
    expect(saved.map(({ size }) => size)).toEqual([logText(lines).length]);
  });

  it("tells what happened when, and goes on telling", async () => {
    const events = [
      anEvent({ type: "job.queued", seq: 1, status: "pending", stage: "queued", progress: 0, attempt: 0 }),
      anEvent({ type: "job.started", seq: 2, stage: "downloading", progress: 10 }),
      anEvent({ seq: 3, stage: "downloading", progress: 20 }),
      anEvent({
        type: "job.retrying",
        seq: 4,
        status: "pending",
        stage: "downloading",
        error: "The connection broke.",
        runAt: "2026-11-21T09:01:40Z",
      }),
      anEvent({ type: "job.started", seq: 5, attempt: 2, stage: "downloading" }),
    ];
    serverWithLog().on("GET /api/jobs/j-1/progress-history", ({ query }) => ({
      body: { events: events.filter(({ seq }) => seq > Number(query.get("after"))), lastSeq: 5 },
    }));
    await open("/jobs/j-1?tab=history");
    const history = await screen.findByRole("list", { name: "What happened" });
    expect(
      within(history)
        .getAllByRole("listitem")
        .map((item) => item.textContent),
    ).toEqual([
      expect.stringMatching(/In the queue$/),
      expect.stringMatching(/Download begun$/),
      expect.stringMatching(/Download failed, to be tried again in 40 s\s?The connection broke\.$/),
      expect.stringMatching(/Download begun, attempt 2$/),
    ]);
    expect(await accessibilityFaults()).toEqual([]);
    act(() => {
      FakeSocket.last.opened();
      const cancelled = anEvent({ type: "job.cancelled", status: "cancelled", seq: 6 });
      events.push(cancelled);
      FakeSocket.last.receive({ type: "rec", address: "job.events.j-1", body: cancelled });
    });
    expect(await within(history).findByText("Cancelled")).toBeVisible();
  });
});
