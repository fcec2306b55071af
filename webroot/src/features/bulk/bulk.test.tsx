import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { aBulkEvent, aBulkJob, aBulkPreview, connectBus, hearBulk, serverWithBulk } from "@/test/bulkFactories";
import { FakeSocket } from "@/test/FakeSocket";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem } from "@/test/server";
import { aSheetConnection, aSheetPreview } from "@/test/sheetFactories";

describe("The bulk jobs", () => {
  it("are listed live, to be gone on with or deleted", async () => {
    const draft = aBulkJob({ id: "b-2", title: "Advent", status: "pending", commands: ["start", "delete"] });
    const server = serverWithBulk(aBulkJob()).on("GET /api/bulk-jobs", {
      body: { bulkJobs: [aBulkJob(), draft], total: 2 },
    });
    await open("/bulk");
    expect(await screen.findByText("40 % · 4 of 10 rows")).toBeVisible();
    expect(screen.getByText("Not started")).toBeVisible();
    expect(screen.getByRole("link", { name: "Go on" })).toHaveAttribute("href", "/bulk/b-2");
    expect(await accessibilityFaults()).toEqual([]);
    connectBus();
    expect(FakeSocket.last.addresses()).toContain("bulk.progress.b-1");
    expect(FakeSocket.last.addresses()).not.toContain("bulk.progress.b-2");
    hearBulk(aBulkEvent({ progress: 70, counts: { ...aBulkJob().counts, completed: 5, pending: 2 } }));
    expect(await screen.findByText("70 % · 7 of 10 rows")).toBeVisible();

    await userEvent.click(screen.getByRole("button", { name: "Delete Advent" }));
    expect(screen.queryByText("Advent")).toBeNull();
    await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByText("Advent")).toBeVisible();
    expect(server.asked("DELETE /api/bulk-jobs/b-2")).toHaveLength(0);
  });

  it("are explained while there are none", async () => {
    signedInServer().on("GET /api/bulk-jobs", { body: { bulkJobs: [], total: 0 } });
    await open("/bulk");
    expect(await screen.findByText("No bulk jobs yet")).toBeVisible();
    expect(screen.getByRole("link", { name: "From a pasted list" })).toHaveAttribute("href", "/bulk/new?from=list");
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("say when they could not be read", async () => {
    signedInServer().on("GET /api/bulk-jobs", problem(500, "The database is away."));
    await open("/bulk");
    expect(await screen.findByText("The bulk jobs could not be loaded")).toBeVisible();
  });
});

describe("A new bulk job", () => {
  it("is checked from a pasted list, and starts only when told", async () => {
    const draft = aBulkJob({ status: "pending", inputSource: "list", commands: ["start", "delete"] });
    const server = serverWithBulk(draft)
      .on("POST /api/bulk-jobs/preview", { body: aBulkPreview() })
      .on("POST /api/bulk-jobs", { status: 201, body: aBulkJob() });
    await open("/bulk/new?from=list");
    const text = await screen.findByRole("textbox", { name: "URLs or YouTube ids" });
    expect(screen.getByRole("button", { name: "Check the rows" })).toBeDisabled();
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.type(text, "https://example.org/1.mp4{Enter}nonsense{Enter}{Enter}https://example.org/3.mp4");
    expect(screen.getByText("3 lines")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Check the rows" }));
    const start = await screen.findByRole("button", { name: "Start 2 rows" });
    expect(server.asked("POST /api/bulk-jobs/preview")[0]?.body).toEqual({
      inputSource: "list",
      list: "https://example.org/1.mp4\nnonsense\n\nhttps://example.org/3.mp4",
    });
    expect(server.asked("POST /api/bulk-jobs")).toHaveLength(0);
    await userEvent.click(start);
    expect(await screen.findByRole("button", { name: "Pause" })).toBeVisible();
    expect(server.asked("POST /api/bulk-jobs")[0]?.body).toEqual({ previewId: "b-1", priority: "normal" });
  });

  it("says what is wrong at the source", async () => {
    serverWithBulk(aBulkJob()).on(
      "POST /api/bulk-jobs/preview",
      problem(422, "The list has more than 100,000 lines.", "list"),
    );
    await open("/bulk/new?from=list");
    const text = await screen.findByRole("textbox", { name: "URLs or YouTube ids" });
    await userEvent.type(text, "x");
    await userEvent.click(screen.getByRole("button", { name: "Check the rows" }));
    await waitFor(() => expect(text).toHaveAccessibleDescription("The list has more than 100,000 lines."));
  });
});

describe("A new bulk job from a sheet", () => {
  const LIST = "GET /api/sheets/connections";

  it("begins in the settings while there is no key", async () => {
    signedInServer().on(LIST, { body: { connections: [], total: 0 } });
    await open("/bulk/new?from=sheet");
    expect(await screen.findByRole("link", { name: "Connect in the settings" })).toHaveAttribute(
      "href",
      "/settings/sheets",
    );
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("can be looked at before its rows are checked, and is written to when asked", async () => {
    const server = serverWithBulk(aBulkJob({ status: "pending", commands: ["start", "delete"] }))
      .on(LIST, { body: { connections: [aSheetConnection()], total: 1 } })
      .on("GET /api/sheets/connections/c-1/preview", { body: aSheetPreview() })
      .on("POST /api/bulk-jobs/preview", problem(403, "Share the sheet with the account."));
    const { router } = await open("/bulk/new?from=sheet");
    await userEvent.selectOptions(await screen.findByLabelText("Connection"), aSheetConnection().name);
    await userEvent.type(screen.getByLabelText("Address of the sheet"), "https://docs.google.com/spreadsheets/d/x");
    await userEvent.click(screen.getByRole("button", { name: "Look at the sheet" }));
    expect(await screen.findByRole("table", { name: "The beginning of Sermons" })).toBeVisible();
    await userEvent.click(screen.getByRole("checkbox", { name: /^Write status and link/ }));
    expect(await accessibilityFaults()).toEqual([]);
    const check = screen.getByRole("button", { name: "Check the rows" });
    await userEvent.click(check);
    expect(await screen.findByText("Share the sheet with the account.")).toBeVisible();
    server.on("POST /api/bulk-jobs/preview", { body: aBulkPreview({ inputSource: "sheet" }) });
    await userEvent.click(check);
    expect(await screen.findByRole("button", { name: "Start 2 rows" })).toBeVisible();
    expect(server.asked("POST /api/bulk-jobs/preview")[1]?.body).toEqual({
      inputSource: "sheet",
      connectionId: "c-1",
      sheetId: "https://docs.google.com/spreadsheets/d/x",
      writeBack: true,
    });
    expect(router.state.location.search).toMatchObject({ writeBack: true });
  });
});

describe("A dry run", () => {
  const draft = aBulkJob({ status: "pending", agentId: "a-1", commands: ["start", "delete"] });

  it("shows what would become of the rows, and takes columns for something else", async () => {
    const server = serverWithBulk(draft)
      .on("GET /api/bulk-jobs/b-1/preview", { body: aBulkPreview() })
      .on("POST /api/bulk-jobs/preview", {
        body: aBulkPreview({ counts: { rows: 3, good: 0, invalid: 3, duplicates: 0, alreadyDone: 0 } }),
      });
    await open("/bulk/b-1");
    expect(await screen.findByRole("button", { name: "Start 2 rows" })).toBeEnabled();
    expect(screen.getByText("Takes about 4 min.")).toBeVisible();
    expect(within(screen.getByRole("region", { name: "Row errors" })).getByText("Row 3")).toBeVisible();
    expect(screen.getByRole("link", { name: "Download all errors" })).toHaveAttribute(
      "href",
      "/api/bulk-jobs/b-1/results.csv?status=failed",
    );
    expect(within(screen.getByRole("table", { name: "First rows" })).getByText("Invalid")).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.selectOptions(screen.getByLabelText("url"), "Left out");
    expect(await screen.findByRole("button", { name: "Nothing to start" })).toBeDisabled();
    expect(server.asked("POST /api/bulk-jobs/preview")[0]?.body).toEqual({
      previewId: "b-1",
      mapping: { url: "ignore", notes: "ignore" },
      again: false,
      agentId: "a-1",
    });
  });

  it("has a field from one column only", async () => {
    const server = serverWithBulk(draft)
      .on("GET /api/bulk-jobs/b-1/preview", { body: aBulkPreview() })
      .on("POST /api/bulk-jobs/preview", { body: aBulkPreview() });
    await open("/bulk/b-1");
    await userEvent.selectOptions(await screen.findByLabelText("notes"), "Video (URL or id)");
    await waitFor(() =>
      expect(server.asked("POST /api/bulk-jobs/preview")[0]?.body).toMatchObject({
        mapping: { url: "ignore", notes: "video" },
      }),
    );
  });

  it("starts with a priority, and with a deadline that has not passed", async () => {
    const server = serverWithBulk(draft)
      .on("GET /api/bulk-jobs/b-1/preview", { body: aBulkPreview() })
      .on("POST /api/bulk-jobs", { status: 201, body: aBulkJob() });
    await open("/bulk/b-1");
    const start = await screen.findByRole("button", { name: "Start 2 rows" });
    await userEvent.selectOptions(screen.getByLabelText("Priority"), "High");
    await userEvent.selectOptions(screen.getByLabelText("Deadline"), "At a time");
    await userEvent.click(start);
    expect(await screen.findByText(/^The deadline has to be a time from now on/)).toBeVisible();
    expect(server.asked("POST /api/bulk-jobs")).toHaveLength(0);
    await userEvent.selectOptions(screen.getByLabelText("Deadline"), "After the start by");
    await userEvent.click(start);
    await waitFor(() =>
      expect(server.asked("POST /api/bulk-jobs")[0]?.body).toEqual({
        previewId: "b-1",
        priority: "high",
        processingDeadlineMs: 28_800_000,
      }),
    );
  });

  it("runs rows again that are done already, when asked to", async () => {
    const counts = { rows: 3, good: 1, invalid: 1, duplicates: 0, alreadyDone: 1 };
    const server = serverWithBulk(draft)
      .on("GET /api/bulk-jobs/b-1/preview", { body: aBulkPreview({ counts }) })
      .on("POST /api/bulk-jobs/preview", { body: aBulkPreview() });
    const { router } = await open("/bulk/b-1");
    await userEvent.click(await screen.findByRole("button", { name: "Run them again" }));
    expect(await screen.findByRole("button", { name: "Leave out what is done" })).toBeVisible();
    expect(server.asked("POST /api/bulk-jobs/preview")[0]?.body).toMatchObject({ previewId: "b-1", again: true });
    expect(router.state.location.search).toMatchObject({ again: true });
  });

  it("is deleted when it is cancelled, unless that is taken back", async () => {
    const server = serverWithBulk(draft).on("GET /api/bulk-jobs/b-1/preview", { body: aBulkPreview() });
    const { router } = await open("/bulk/b-1");
    await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(await screen.findByText("No bulk jobs yet")).toBeVisible();
    expect(router.state.location.pathname).toBe("/bulk");
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(await screen.findByText("Sermons of 2019")).toBeVisible();
    expect(server.asked("DELETE /api/bulk-jobs/b-1")).toHaveLength(0);
  });
});
