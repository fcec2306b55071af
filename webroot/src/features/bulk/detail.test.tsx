import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { aBulkEvent, aBulkItem, aBulkJob, connectBus, hearBulk, serverWithBulk } from "@/test/bulkFactories";
import { FakeSocket } from "@/test/FakeSocket";
import { anEvent } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem, type TestServer } from "@/test/server";

describe("A bulk job's page", () => {
  const grids = (server: TestServer) => server.asked("GET /api/bulk-jobs/b-1/grid").length;

  it("follows its events, and drops what is old", async () => {
    serverWithBulk(aBulkJob());
    await open("/bulk/b-1");
    expect(await screen.findByText("40 %")).toBeVisible();
    connectBus();
    await screen.findByRole("grid", { name: "Rows" });
    hearBulk(aBulkEvent({ seq: 7, progress: 50 }), aBulkEvent({ seq: 6, progress: 45 }));
    expect(await screen.findByText("50 %")).toBeVisible();
    expect(screen.queryByText("45 %")).toBeNull();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("reads its items again when events were lost or did not tell of all", async () => {
    const server = serverWithBulk(aBulkJob());
    await open("/bulk/b-1");
    await screen.findByRole("grid", { name: "Rows" });
    connectBus();
    await waitFor(() => expect(grids(server)).toBe(2));
    hearBulk(aBulkEvent({ seq: 6 }));
    hearBulk(aBulkEvent({ seq: 7, itemsChanged: true }));
    await waitFor(() => expect(grids(server)).toBe(3), { timeout: 3000 });
    hearBulk(aBulkEvent({ seq: 9 }));
    await waitFor(() => expect(grids(server)).toBe(4), { timeout: 3000 });
    act(() => FakeSocket.last.receive({ type: "gap", address: "bulk.progress.b-1" }));
    await waitFor(() => expect(grids(server)).toBe(5), { timeout: 3000 });
  });

  it("has one cell to hear of, which is walked by keys and opened", async () => {
    const server = serverWithBulk(aBulkJob());
    const { router } = await open("/bulk/b-1");
    const grid = await screen.findByRole("grid", { name: "Rows" });
    expect(grid).toHaveAttribute("aria-rowcount", "10");
    const cell = within(grid).getByRole("gridcell");
    expect(grid).toHaveAttribute("aria-activedescendant", cell.id);
    act(() => grid.focus());
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    expect(cell).toHaveTextContent("Item 3, Failed");
    await waitFor(() => expect(cell).toHaveTextContent("Row 4, Failed, Morning service"));
    await userEvent.keyboard("{Enter}");
    const dialog = within(await screen.findByRole("dialog", { name: "Row 4" }));
    expect(dialog.getByRole("link", { name: "Open the job" })).toHaveAttribute("href", "/jobs/j-1");
    expect(router.state.location.search).toMatchObject({ item: 3 });
    expect(await accessibilityFaults()).toEqual([]);
    expect(server.asked("GET /api/bulk-jobs/b-1/videos").length).toBeGreaterThan(0);
  });

  it("writes into its sheet, and says what could not be written", async () => {
    const job = aBulkJob({
      status: "completed",
      inputSource: "sheet",
      commands: ["delete"],
      writeBackError: "The sheet is not shared with the key.",
    });
    const server = serverWithBulk(job).on("POST /api/bulk-jobs/b-1/write-back", { body: { rows: 9, changed: 1 } });
    await open("/bulk/b-1");
    expect(await screen.findByText("In the sheet: The sheet is not shared with the key.")).toBeVisible();
    await userEvent.click(await screen.findByRole("button", { name: "More actions" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Write into the sheet" }));
    expect(await screen.findByText("9 rows written into the sheet, 1 left alone: changed since")).toBeVisible();
    expect(server.asked("POST /api/bulk-jobs/b-1/write-back")).toHaveLength(1);
  });

  it("hears of one item without reading anything", async () => {
    const server = serverWithBulk(aBulkJob());
    await open("/bulk/b-1");
    const grid = await screen.findByRole("grid", { name: "Rows" });
    connectBus();
    await waitFor(() => expect(grids(server)).toBe(2));
    expect(within(grid).getByRole("gridcell")).toHaveTextContent("Item 1, Completed");
    const before = server.requests.length;
    const item = { ...anEvent({ seq: 9, status: "failed" }), type: "video.failed", currentVideo: 1, totalVideos: 10 };
    hearBulk(item, { ...item, seq: 8, status: "processing", type: "video.updated" });
    await waitFor(() => expect(within(grid).getByRole("gridcell")).toHaveTextContent("Item 1, Failed"));
    expect(server.requests).toHaveLength(before);
  });

  it("does not grow with its items", async () => {
    const counts = { ...aBulkJob().counts, total: 10_000, pending: 9_995 };
    serverWithBulk(aBulkJob({ counts }), "p".repeat(10_000));
    await open("/bulk/b-1");
    expect(await screen.findByRole("grid", { name: "Rows" })).toHaveAttribute("aria-rowcount", "10000");
    expect(document.querySelectorAll("*").length).toBeLessThan(500);
  });

  it("shows those of one status as cells or as a table", async () => {
    // jsdom lays nothing out: without a height no row of the table is drawn.
    vi.spyOn(window.Element.prototype, "clientHeight", "get").mockReturnValue(400);
    const server = serverWithBulk(aBulkJob()).on("GET /api/bulk-jobs/b-1/videos", ({ query }) => ({
      body: {
        videos:
          query.get("status") === "failed"
            ? [aBulkItem({ itemId: 3, row: 4, status: "failed", message: "The video is private. ".repeat(9) })]
            : [aBulkItem({ itemId: 6, row: 7, status: "pending" })],
        total: 1,
      },
    }));
    server.on("POST /api/bulk-jobs/b-1/videos/6/skip", { body: aBulkItem({ itemId: 6, row: 7, status: "skipped" }) });
    const { router } = await open("/bulk/b-1");
    const chips = within(await screen.findByRole("group", { name: "Rows by status" }));
    await userEvent.click(chips.getByRole("button", { name: /Failed/ }));
    expect(await screen.findByRole("grid", { name: "Rows" })).toHaveAttribute("aria-rowcount", "1");
    await userEvent.click(screen.getByRole("button", { name: "Show as table" }));
    const table = within(await screen.findByRole("table", { name: "Rows" }));
    expect(await table.findByRole("link", { name: "Morning service" })).toHaveAttribute("href", "/jobs/j-1");
    await userEvent.click(table.getByRole("button", { name: "All of it" }));
    expect(table.getByRole("button", { name: "Less" })).toHaveAttribute("aria-expanded", "true");
    expect(router.state.location.search).toEqual({ status: "failed", view: "table" });
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.click(chips.getByRole("button", { name: /Waiting/ }));
    await userEvent.click(await screen.findByRole("button", { name: "Skip row 7" }));
    expect(await screen.findByText("Row 7 is left out")).toBeVisible();
    vi.restoreAllMocks();
  });

  it("is steered by buttons that it allows, and by keys", async () => {
    const paused = aBulkJob({ status: "paused", seq: 6, commands: ["resume", "cancel"] });
    const server = serverWithBulk(aBulkJob())
      .on("POST /api/bulk-jobs/b-1/pause", { body: paused })
      .on("POST /api/bulk-jobs/b-1/resume", { body: aBulkJob({ seq: 7 }) })
      .on("POST /api/bulk-jobs/b-1/cancel", { body: aBulkJob({ status: "cancelling", seq: 8, commands: [] }) });
    await open("/bulk/b-1");
    await screen.findByRole("button", { name: "Pause" });
    expect(screen.queryByRole("button", { name: /Retry/ })).toBeNull();
    await userEvent.keyboard("p");
    expect(await screen.findByRole("button", { name: "Resume" })).toBeVisible();
    await userEvent.keyboard("p");
    expect(await screen.findByRole("button", { name: "Pause" })).toBeVisible();
    expect(server.asked("POST /api/bulk-jobs/b-1/resume")).toHaveLength(1);
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(server.asked("POST /api/bulk-jobs/b-1/cancel")).toHaveLength(0);
    await userEvent.click(await screen.findByRole("button", { name: "Cancel 6 rows" }));
    expect(await screen.findByText("Cancelling")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Pause" })).toBeNull();
  });

  it("runs again what failed, and says why it was cut off", async () => {
    const counts = { ...aBulkJob().counts, failed: 4, invalid: 1, cancelled: 6, pending: 0, processing: 0 };
    const ended = aBulkJob({
      status: "completed_with_errors",
      counts,
      commands: ["retry_failed", "delete"],
      reason: "The deadline passed.",
      finishedAt: "2026-11-21T09:10:00Z",
    });
    const server = serverWithBulk(ended).on("POST /api/bulk-jobs/b-1/retry-failed", problem(409, "It runs already."));
    await open("/bulk/b-1");
    expect(await screen.findByRole("alert")).toHaveTextContent("The deadline passed.");
    await userEvent.click(screen.getByRole("button", { name: "Retry failed (3)" }));
    expect(await screen.findByText("It runs already.")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "More actions" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Retry failed and unfinished (9)" }));
    await waitFor(() =>
      expect(server.asked("POST /api/bulk-jobs/b-1/retry-failed").map(({ body }) => body)).toEqual([
        {},
        { unfinished: true },
      ]),
    );
  });

  it("reads what can be asked of it now when its state changed", async () => {
    const server = serverWithBulk(aBulkJob());
    await open("/bulk/b-1");
    await screen.findByRole("button", { name: "Pause" });
    connectBus();
    server.on("GET /api/bulk-jobs/b-1", {
      body: aBulkJob({ status: "completed", progress: 100, seq: 6, commands: ["delete"] }),
    });
    hearBulk(aBulkEvent({ type: "bulk.completed", status: "completed", progress: 100 }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Pause" })).toBeNull());
    expect(screen.getByText("100 %")).toBeVisible();
  });

  it("says that there is no such bulk job", async () => {
    signedInServer().on("GET /api/bulk-jobs/b-9", problem(404, "There is no such bulk job."));
    await open("/bulk/b-9");
    expect(await screen.findByText("There is no such bulk job")).toBeVisible();
  });
});
