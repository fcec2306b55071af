import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { FakeSocket } from "@/test/FakeSocket";
import { aDetail, aJob, anEvent, aQueue, aServer, someStats } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import type { Request } from "@/test/server";
import { endedLately } from "./NowGrid";

const byStatus =
  (jobs: ReturnType<typeof aJob>[]) =>
  ({ query }: Request) => {
    const wanted = (query.get("status") ?? "").split(",");
    const found = jobs.filter((job) => wanted.includes(job.status));
    return { body: { jobs: found, total: found.length } };
  };

describe("The dashboard", () => {
  it("leads a newcomer through three steps, the sample first", async () => {
    const server = signedInServer()
      .on("POST /api/sample", { status: 201, body: aJob() })
      .on("GET /api/jobs/j-1", { body: aDetail() });
    const { router } = await open("/");
    expect(await screen.findByRole("heading", { name: "From a recording to an episode" })).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Run the sample" }));
    await screen.findByRole("heading", { name: "Morning service", level: 1 });
    expect(server.asked("POST /api/sample")).toHaveLength(1);
    expect(router.state.location.pathname).toBe("/jobs/j-1");
  });

  it("shows what runs and what waits, and moves with the events", async () => {
    const jobs = [
      aJob(),
      aJob({ id: "j-2", status: "pending", stage: "queued", videoTitle: "Evening", queuePosition: 1 }),
    ];
    signedInServer()
      .on("GET /api/jobs", byStatus(jobs))
      .on("GET /api/stats", { body: someStats({ byStatus: { processing: 1, pending: 1 }, successRate: 87.4 }) });
    await open("/");
    const card = await screen.findByRole("article");
    expect(within(card).getByRole("link", { name: "Morning service" })).toBeVisible();
    expect(within(card).getByText("42 %")).toBeVisible();
    expect(screen.getByText("Next in the queue.")).toBeVisible();
    expect(screen.getByText("87 %")).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);

    act(() => {
      FakeSocket.last.opened();
      FakeSocket.last.receive({ type: "rec", address: "queue.updates.u-1", body: anEvent({ progress: 48 }) });
    });
    expect(await within(card).findByText("48 %")).toBeVisible();

    act(() => {
      const failed = anEvent({ type: "job.failed", status: "failed", seq: 7, error: "The video is private." });
      FakeSocket.last.receive({
        type: "rec",
        address: "queue.updates.u-1",
        body: { ...failed, timestamp: new Date().toISOString() },
      });
    });
    expect(await screen.findByText("The video is private.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Retry" })).toBeVisible();
  });

  it("shows what got done in hours and in days", async () => {
    const hour = {
      start: "2026-11-21T09:00:00Z",
      completed: 3,
      failed: 1,
      cancelled: 0,
      skipped: 2,
      averageSeconds: 40,
    };
    const days = [{ ...hour, start: "2026-11-20T00:00:00Z", completed: 60, failed: 0, averageSeconds: 95 }];
    const server = signedInServer()
      .on("GET /api/queue", { body: aQueue({ running: 1, servers: [aServer(), aServer({ id: "s-2", up: false })] }) })
      .on("GET /api/stats", ({ query }) => ({
        body: someStats({
          byStatus: { completed: 63 },
          throughputPerHour: query.get("range") === "30d" ? 0.09 : 5.54,
          series: query.get("range") === "30d" ? days : [hour],
        }),
      }));
    await open("/");
    const chart = await screen.findByRole("img", { name: /last 24 hours/ });
    expect(chart).toHaveAccessibleName(
      "Jobs that ended in the last 24 hours: 3 completed, 1 failed, 2 cancelled or skipped",
    );
    expect(screen.getByText("Done per hour").closest("div")).toHaveTextContent("5.5");
    expect(screen.getByText("Average duration").closest("div")).toHaveTextContent("40 s");
    expect(screen.getByText("Of 2 slots")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "30 days" }));
    expect(await screen.findByRole("img", { name: /last 30 days: 60 completed/ })).toBeVisible();
    expect(screen.getByText("Average duration").closest("div")).toHaveTextContent("1 min 35 s");
    expect(server.asked("GET /api/stats").map(({ query }) => query.get("range"))).toEqual(["24h", "30d"]);
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("keeps what waits in sight when much has just ended", async () => {
    const jobs = Array.from({ length: 9 }, (_, index) =>
      aJob({
        id: `j-${index}`,
        status: "completed",
        videoTitle: `Part ${index}`,
        finishedAt: new Date().toISOString(),
      }),
    );
    signedInServer()
      .on("GET /api/jobs", byStatus(jobs))
      .on("GET /api/stats", { body: someStats({ byStatus: { completed: 9 } }) });
    await open("/");
    expect(await screen.findAllByRole("article")).toHaveLength(6);
    expect(screen.getByRole("link", { name: "All finished jobs" })).toBeVisible();
  });

  it("says what is wrong when it cannot be loaded, and tries again", async () => {
    const server = signedInServer().on("GET /api/stats", { status: 503, body: {} });
    await open("/");
    expect(await screen.findByText("The dashboard could not be loaded")).toBeVisible();
    server.on("GET /api/stats", { body: someStats() });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("button", { name: "Run the sample" })).toBeVisible();
  });
});

it("lets finished jobs go after five minutes", () => {
  const finishedAt = "2026-11-21T09:00:00Z";
  const job = aJob({ status: "completed", finishedAt });
  expect(endedLately(job, Date.parse(finishedAt) + 299_000)).toBe(true);
  expect(endedLately(job, Date.parse(finishedAt) + 300_000)).toBe(false);
});
