import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import sample from "../../../../src/test/resources/events/subscription.changed.json";
import type { Subscription } from "@/api/types";
import { FakeSocket } from "@/test/FakeSocket";
import { anAgent, aSubscription } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem, type TestServer } from "@/test/server";

const ROUTE = "/api/agents/a-1/subscription";
const NONE: Subscription = { state: "none", callbackBase: "http://localhost:8080/websub/", publicUrlSet: false };

function serverWith(subscription: Subscription): TestServer {
  return signedInServer()
    .on("GET /api/agents/a-1", { body: anAgent({ channel: "@sunday" }) })
    .on("GET /api/agents/a-1/jobs", { body: { jobs: [], total: 0, page: 1, totalPages: 0 } })
    .on(`GET ${ROUTE}`, { body: subscription });
}

describe("Following a channel", () => {
  it("begins with one press, and warns when hubs cannot reach the server", async () => {
    const server = serverWith(NONE);
    await open("/agents/a-1");
    await userEvent.click(await screen.findByRole("button", { name: "Follow the channel" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByText(/http\.public-url/)).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    server.on(`PUT ${ROUTE}`, { body: aSubscription({ state: "pending" }) });
    server.on(`GET ${ROUTE}`, { body: aSubscription({ state: "pending" }) });
    await userEvent.click(within(dialog).getByRole("button", { name: "Follow" }));
    expect(await screen.findByText("The hub is asked, and has yet to confirm")).toBeInTheDocument();
    expect(server.asked(`PUT ${ROUTE}`)[0]?.body).toEqual({});
  });

  it("says what is wrong with another feed's address", async () => {
    const server = serverWith(NONE).on(
      `PUT ${ROUTE}`,
      problem(400, "Only http and https URLs are fetched.", "topicUrl"),
    );
    await open("/agents/a-1");
    await userEvent.click(await screen.findByRole("button", { name: "Follow the channel" }));
    const feed = await screen.findByLabelText("Address of the feed");
    await userEvent.type(feed, "ftp://feeds.example{Enter}");
    await screen.findByText("Only http and https URLs are fetched.");
    expect(feed).toBeInvalid();
    expect(server.asked(`PUT ${ROUTE}`)[0]?.body).toEqual({ topicUrl: "ftp://feeds.example" });
  });

  it("shows a failing hub as failing, and tries again at once", async () => {
    const failing = aSubscription({
      state: "pending",
      failures: 4,
      failingSince: "2026-11-21T09:00:00Z",
      error: "The hub did not take the request. The server has a problem of its own (HTTP 503).",
      counts: { notices: 7, rejected: 2, ignored: 1, missed: 3 },
    });
    const server = serverWith(failing).on(`PUT ${ROUTE}`, { body: failing });
    await open("/agents/a-1");
    expect(await screen.findByText(/^The hub is failing/)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Details" }));
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByText(/HTTP 503/)).toBeVisible();
    expect(within(dialog).getByText("4 tries came to nothing", { exact: false })).toBeVisible();
    expect(within(dialog).getByText("2 notices", { exact: false })).toBeVisible();
    expect(within(dialog).getByText("3 videos")).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.click(within(dialog).getByRole("button", { name: "Try again now" }));
    expect(server.asked(`PUT ${ROUTE}`)).toHaveLength(1);
  });

  it("ends after a question", async () => {
    const server = serverWith(aSubscription()).on(`DELETE ${ROUTE}`, { body: NONE });
    await open("/agents/a-1");
    await userEvent.click(await screen.findByRole("button", { name: "Details" }));
    await userEvent.click(await screen.findByRole("button", { name: "Unfollow" }));
    server.on(`GET ${ROUTE}`, { body: NONE });
    await userEvent.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Unfollow" }));
    expect(await screen.findByText(/^Not followed:/)).toBeInTheDocument();
    expect(server.asked(`DELETE ${ROUTE}`)).toHaveLength(1);
  });

  it("moves as the hub confirms", async () => {
    const server = serverWith(aSubscription({ state: "pending" }));
    await open("/agents/a-1");
    await screen.findByText("The hub is asked, and has yet to confirm");
    server.on(`GET ${ROUTE}`, { body: aSubscription() });
    const address = "agent.events.a-1";
    act(() => {
      FakeSocket.last.opened();
      FakeSocket.last.acknowledge();
    });
    act(() => {
      FakeSocket.last.receive({ type: "rec", address, body: { ...sample, agentId: "a-1" } });
    });
    expect(await screen.findByText(/^Hub confirmed/)).toBeVisible();
    const jobs = "GET /api/agents/a-1/jobs";
    const before = server.asked(jobs).length;
    act(() => {
      FakeSocket.last.receive({ type: "rec", address, body: { ...sample, type: "video.discovered", agentId: "a-1" } });
    });
    await waitFor(() => {
      expect(server.asked(jobs).length).toBeGreaterThan(before);
    });
  });

  it("can be read again when it could not be", async () => {
    const server = serverWith(NONE).on(`GET ${ROUTE}`, problem(503, "The database is away."));
    await open("/agents/a-1");
    await screen.findByText("How it follows its channel could not be read.");
    server.on(`GET ${ROUTE}`, { body: aSubscription() });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText(/^Hub confirmed/)).toBeVisible();
  });
});
