import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { FakeSocket } from "@/test/FakeSocket";
import { aJob, anEvent } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem } from "@/test/server";

const lists = (server: ReturnType<typeof signedInServer>): string[] =>
  server
    .asked("GET /api/jobs")
    .filter(({ query }) => query.get("limit") === "50")
    .map(({ query }) => query.toString());

describe("The jobs page", () => {
  it("lists jobs and opens to screen readers", async () => {
    signedInServer().on("GET /api/jobs", { body: { jobs: [aJob()], total: 1 } });
    await open("/jobs");
    expect(await screen.findByRole("link", { name: "Morning service" })).toBeVisible();
    expect(screen.getByRole("columnheader", { name: "Created" })).toHaveAttribute("aria-sort", "descending");
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("keeps filters, search and order in the address and asks the server for them", async () => {
    const server = signedInServer().on("GET /api/jobs", { body: { jobs: [aJob()], total: 1 } });
    const { router } = await open("/jobs");
    await userEvent.click(await screen.findByRole("button", { name: "Failed" }));
    await userEvent.type(screen.getByRole("searchbox"), "grace");
    await waitFor(() => {
      expect(router.state.location.search).toMatchObject({ status: "failed", q: "grace" });
    });
    await userEvent.click(await screen.findByRole("button", { name: "Title" }));
    await waitFor(() => {
      expect(lists(server).at(-1)).toBe("q=grace&sort=title&status=failed&limit=50&offset=0");
    });
  });

  it("exports what it shows", async () => {
    signedInServer().on("GET /api/jobs", { body: { jobs: [aJob()], total: 1 } });
    await open("/jobs?status=failed&q=grace&sort=title&page=2");
    expect(await screen.findByRole("link", { name: "Export as CSV" })).toHaveAttribute(
      "href",
      "/api/jobs/export.csv?q=grace&sort=title&status=failed",
    );
  });

  it("goes through the pages", async () => {
    const server = signedInServer().on("GET /api/jobs", { body: { jobs: [aJob()], total: 120 } });
    await open("/jobs");
    await userEvent.click(await screen.findByRole("button", { name: "Next" }));
    expect(await screen.findByText("51–100 of 120")).toBeVisible();
    expect(lists(server).at(-1)).toBe("limit=50&offset=50");
  });

  it("tells an empty search from an empty list", async () => {
    signedInServer();
    await open("/jobs?q=nothing");
    expect(await screen.findByText("No jobs match")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Clear the filters" }));
    expect(await screen.findByText("No jobs yet")).toBeVisible();
  });

  it("offers new jobs without moving the list", async () => {
    const server = signedInServer().on("GET /api/jobs", { body: { jobs: [aJob()], total: 1 } });
    await open("/jobs");
    await screen.findByRole("link", { name: "Morning service" });
    act(() => {
      FakeSocket.last.opened();
      const queued = anEvent({ type: "job.queued", jobId: "j-9", seq: 1, status: "pending" });
      FakeSocket.last.receive({ type: "rec", address: "queue.updates.u-1", body: queued });
    });
    const before = lists(server).length;
    server.on("GET /api/jobs", { body: { jobs: [aJob({ id: "j-9", videoTitle: "Evening" }), aJob()], total: 2 } });
    await userEvent.click(await screen.findByRole("button", { name: "1 new" }));
    expect(await screen.findByRole("link", { name: "Evening" })).toBeVisible();
    expect(lists(server).length).toBe(before + 1);
  });

  it("retries and cancels what is chosen, and says what was refused", async () => {
    const jobs = [
      aJob({ id: "j-1", status: "failed" }),
      aJob({ id: "j-2", status: "failed", videoTitle: "Evening" }),
      aJob({ id: "j-3", status: "pending", videoTitle: "Noon" }),
      aJob({ id: "j-4", status: "completed", videoTitle: "Night" }),
    ];
    const server = signedInServer()
      .on("GET /api/jobs", { body: { jobs, total: 4 } })
      .on("POST /api/jobs/j-1/retry", { body: aJob({ status: "pending" }) })
      .on("POST /api/jobs/j-2/retry", problem(409, "It runs already."))
      .on("DELETE /api/jobs/j-3", { body: aJob({ id: "j-3", status: "cancelled" }) });
    await open("/jobs");
    await userEvent.click(await screen.findByRole("checkbox", { name: "Select Noon" }));
    const all = screen.getByRole("checkbox", { name: "Select all on this page" });
    expect(all).toBePartiallyChecked();
    await userEvent.click(all);
    const bar = within(screen.getByRole("region", { name: "Selected jobs" }));
    expect(bar.getByText("4 jobs selected")).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.click(bar.getByRole("button", { name: "Retry 2" }));
    expect(await screen.findByText("1 job in the queue again. 1 job refused: It runs already.")).toBeVisible();
    expect(screen.queryByRole("region", { name: "Selected jobs" })).toBeNull();

    await userEvent.click(screen.getByRole("checkbox", { name: "Select Noon" }));
    await userEvent.click(screen.getByRole("button", { name: "Cancel 1" }));
    expect(server.asked("DELETE /api/jobs/j-3")).toHaveLength(0);
    await userEvent.click(await screen.findByRole("button", { name: "Cancel 1 job" }));
    expect(await screen.findByText("1 job cancelled.")).toBeVisible();
    expect(server.asked("DELETE /api/jobs/j-3")).toHaveLength(1);
  });

  it("is read again when the server is back", async () => {
    const server = signedInServer().on("GET /api/jobs", { status: 503, body: {} });
    await open("/jobs");
    expect(await screen.findByText("The jobs could not be loaded")).toBeVisible();
    act(() => {
      FakeSocket.last.opened();
      FakeSocket.last.acknowledge();
    });
    server.on("GET /api/jobs", { body: { jobs: [aJob()], total: 1 } });
    act(() => FakeSocket.last.closed(1006));
    await waitFor(() => {
      expect(FakeSocket.all.length).toBeGreaterThan(1);
    });
    act(() => {
      FakeSocket.last.opened();
      FakeSocket.last.acknowledge();
    });
    expect(await screen.findByRole("link", { name: "Morning service" })).toBeVisible();
  });
});
