import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { FakeSocket } from "@/test/FakeSocket";
import { aJob, aQueue, aUser, someStats } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem, type TestServer } from "@/test/server";

const PAUSE = { reason: "moving disks", by: "Ann", since: "2026-11-21T09:00:00Z" };
const WORDS = "Paused by Ann: moving disks";

function busyServer(): TestServer {
  return signedInServer()
    .on("GET /api/stats", { body: someStats({ byStatus: { pending: 3 } }) })
    .on("GET /api/queue", { body: aQueue({ running: 2, waiting: 3 }) })
    .on("GET /api/jobs", { body: { jobs: [], total: 0 } });
}

function hear(body: object): void {
  act(() => FakeSocket.last.receive({ type: "rec", address: "queue.state", body }));
}

/** The banner on a page; the rail says the same, shorter. */
async function banner(): Promise<HTMLElement> {
  return waitFor(() => {
    const found = screen.getAllByRole("status").find((status) => status.textContent.startsWith(WORDS));
    if (found === undefined) throw new Error("There is no banner");
    return found;
  });
}

describe("The queue", () => {
  it("is paused by an administrator who says why", async () => {
    const server = busyServer().on("POST /api/queue/pause", { body: aQueue({ waiting: 3, paused: PAUSE }) });
    await open("/");
    await userEvent.click(await screen.findByRole("button", { name: "Pause queue" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Pause the queue" }));
    expect(await accessibilityFaults()).toEqual([]);
    expect(dialog.getByRole("button", { name: "Pause the queue" })).toBeDisabled();
    server.on("GET /api/queue", { body: aQueue({ waiting: 3, paused: PAUSE }) });
    await userEvent.type(dialog.getByLabelText("Reason"), " moving disks {Enter}");
    expect(await banner()).toHaveTextContent("Nothing new starts");
    expect(server.asked("POST /api/queue/pause").map(({ body }) => body)).toEqual([{ reason: "moving disks" }]);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.queryByRole("button", { name: "Pause queue" })).toBeNull();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("gives the keyboard back to the button when the dialog is left", async () => {
    busyServer();
    await open("/");
    const button = await screen.findByRole("button", { name: "Pause queue" });
    await userEvent.click(button);
    expect(await screen.findByLabelText("Reason")).toHaveFocus();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => {
      expect(button).toHaveFocus();
    });
  });

  it("says at the reason why a pause was refused", async () => {
    busyServer().on("POST /api/queue/pause", problem(400, "It is too long.", "reason"));
    await open("/jobs");
    await userEvent.click(await screen.findByRole("button", { name: "Pause queue" }));
    await userEvent.type(await screen.findByLabelText("Reason"), "because{Enter}");
    await waitFor(() => {
      expect(screen.getByLabelText("Reason")).toHaveAccessibleDescription("It is too long.");
    });
  });

  it("is seen paused and going on live, on the rail too", async () => {
    const server = busyServer();
    await open("/jobs");
    const rail = within(screen.getByRole("navigation", { name: "Main" }));
    expect(await rail.findByTitle("3 waiting")).toBeVisible();
    act(() => {
      FakeSocket.last.opened();
      FakeSocket.last.acknowledge();
    });
    server.on("GET /api/queue", { body: aQueue({ waiting: 3, paused: PAUSE }) });
    hear({ type: "queue.paused", timestamp: PAUSE.since, ...PAUSE });
    await banner();
    expect(rail.getByRole("link", { name: WORDS })).toBeVisible();
    server.on("GET /api/queue", { body: aQueue({ waiting: 3 }) });
    hear({ type: "queue.resumed", timestamp: PAUSE.since });
    await waitFor(() => {
      expect(screen.queryByText(WORDS)).toBeNull();
    });
  });

  it("is read after its address is heard, and again after a gap", async () => {
    const server = busyServer();
    await open("/jobs");
    await screen.findByText("No jobs yet");
    act(() => FakeSocket.last.opened());
    expect(FakeSocket.last.addresses()).toContain("queue.state");
    const before = server.asked("GET /api/queue").length;
    act(() => FakeSocket.last.receive({ type: "registered", address: "queue.state" }));
    await waitFor(() => {
      expect(server.asked("GET /api/queue").length).toBe(before + 1);
    });
    server.on("GET /api/queue", { body: aQueue({ paused: PAUSE }) });
    act(() => FakeSocket.last.receive({ type: "gap", address: "queue.state" }));
    await banner();
  });

  it("is steered by administrators only; members see how it stands", async () => {
    busyServer()
      .on("GET /api/me", { body: aUser({ role: "member", name: "Ben" }) })
      .on("GET /api/queue", { body: aQueue({ paused: PAUSE }) });
    await open("/jobs");
    expect(within(await banner()).queryByRole("button")).toBeNull();
    expect(screen.queryByRole("button", { name: "Pause queue" })).toBeNull();
  });

  it("goes on when an administrator resumes it", async () => {
    const server = busyServer().on("GET /api/queue", { body: aQueue({ paused: PAUSE }) });
    await open("/");
    const resume = within(await banner()).getByRole("button", { name: "Resume" });
    server.on("POST /api/queue/resume", problem(503, "The database is away."));
    await userEvent.click(resume);
    expect(await screen.findByText("The database is away.")).toBeVisible();
    server.on("POST /api/queue/resume", { body: aQueue() }).on("GET /api/queue", { body: aQueue() });
    await userEvent.click(resume);
    expect(await screen.findByRole("button", { name: "Pause queue" })).toBeVisible();
    expect(screen.queryByText(WORDS)).toBeNull();
  });
});

describe("A waiting job", () => {
  const pending = aJob({
    id: "j-2",
    status: "pending",
    stage: "queued",
    lastSeq: 1,
    waiting: { reason: "queue_paused", message: "The queue was paused by Ann: moving disks." },
  });

  it("says why in the jobs table, and the reason of now in the row's place", async () => {
    const server = busyServer().on("GET /api/jobs", { body: { jobs: [pending], total: 1 } });
    await open("/jobs");
    expect(await screen.findByText("The queue was paused by Ann: moving disks.")).toBeVisible();
    const next = {
      ...pending,
      waiting: { reason: "position", message: "Next in the queue; starts in about 2 min.", startsInSeconds: 130 },
    };
    server.on("GET /api/jobs", ({ query }) => ({
      body: { jobs: query.get("status") === "pending" ? [next] : [], total: 1 },
    }));
    act(() => {
      FakeSocket.last.opened();
      FakeSocket.last.acknowledge();
    });
    expect(await screen.findByText("Next in the queue; starts in about 2 min.")).toBeVisible();
  });

  it("warns in words when it will likely be late", async () => {
    const late = { ...pending, deadline: new Date(Date.now() + 600_000).toISOString(), deadlineAtRisk: true };
    busyServer().on("GET /api/jobs", { body: { jobs: [late], total: 1 } });
    await open("/jobs");
    expect(await screen.findByText(/^Likely late: due in \d+ min$/)).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
  });
});
