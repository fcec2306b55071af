import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Notification as Told } from "@/api/types";
import { FakeSocket } from "@/test/FakeSocket";
import { aNotification } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem, type TestServer } from "@/test/server";

/** A server whose inbox is read and grows as the real one's does. */
class Inbox {
  readonly server: TestServer;
  told: Told[];

  constructor(...told: Told[]) {
    this.told = told;
    this.server = signedInServer()
      .on("GET /api/notifications", ({ query }) => {
        const wanted = query.get("unread") === "true" ? this.unread() : this.told;
        const from = Number(query.get("cursor") ?? 0);
        const upTo = from + Number(query.get("limit"));
        return {
          body: {
            notifications: wanted.slice(from, upTo),
            total: wanted.length,
            unread: this.unread().length,
            ...(upTo < wanted.length ? { nextCursor: String(upTo) } : {}),
          },
        };
      })
      .on("POST /api/notifications/read", ({ body }) => {
        const { ids } = body as { ids?: string[] };
        this.told = this.told.map((each) =>
          ids === undefined || ids.includes(each.id) ? { ...each, readAt: "2026-11-21T10:00:00Z" } : each,
        );
        return { body: { unread: this.unread().length } };
      });
  }

  private unread(): Told[] {
    return this.told.filter(({ readAt }) => readAt === undefined);
  }
}

const READ = aNotification({ id: "n-0", title: "Bulk job completed", readAt: "2026-11-21T09:30:00Z" });

function hear(body: object): void {
  act(() => FakeSocket.last.receive({ type: "rec", address: "notifications.u-1", body }));
}

function tellLive(inbox: Inbox, notification: Told): void {
  inbox.told = [notification, ...inbox.told];
  hear({ type: "notification.created", timestamp: notification.createdAt, notification });
}

/** A browser that can notify; answers what it showed. */
function aBrowser(permission: NotificationPermission, answer: NotificationPermission = permission) {
  const shown: { title: string; body?: string | undefined; onclick?: () => void; close: () => void }[] = [];
  class Shown {
    static permission = permission;
    static requestPermission = vi.fn(() => {
      Shown.permission = answer;
      return Promise.resolve(answer);
    });
    onclick?: () => void;
    readonly close = vi.fn();
    readonly title: string;
    readonly body: string | undefined;
    constructor(title: string, options: NotificationOptions) {
      this.title = title;
      this.body = options.body;
      shown.push(this);
    }
  }
  vi.stubGlobal("Notification", Shown);
  return { shown, ask: Shown.requestPermission };
}

describe("The inbox", () => {
  it("shows what was told, and which of it is unread", async () => {
    new Inbox(aNotification(), READ);
    await open("/");
    await userEvent.click(await screen.findByRole("link", { name: "Notifications, 1 unread" }));
    const list = within(await screen.findByRole("list", { name: "Notifications" }));
    const [first, second] = list.getAllByRole("listitem");
    expect(first).toHaveTextContent("Unread: Bulk job completed with errors");
    expect(first).toHaveTextContent("Some rows: 27 of 30 done, 2 failed, 1 skipped.");
    expect(second).not.toHaveTextContent("Unread");
    expect(document.title).toBe("Notifications · Reelcast");
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("leads to what it is about, which is read then", async () => {
    const { server } = new Inbox(aNotification({ link: "/jobs" }));
    const { router } = await open("/notifications");
    await userEvent.click(await screen.findByRole("link", { name: "Bulk job completed with errors" }));
    await waitFor(() => {
      expect(router.state.location.pathname).toBe("/jobs");
    });
    expect(server.asked("POST /api/notifications/read").map(({ body }) => body)).toEqual([{ ids: ["n-1"] }]);
    expect(await screen.findByRole("banner")).toContainElement(
      within(screen.getByRole("banner")).getByRole("link", { name: "Notifications" }),
    );
  });

  it("leads nowhere outside", async () => {
    new Inbox(aNotification({ link: "//evil.example" }));
    await open("/notifications");
    expect(await screen.findByText("Bulk job completed with errors")).toBeVisible();
    expect(screen.queryByRole("link", { name: "Bulk job completed with errors" })).toBeNull();
  });

  it("is marked as read one by one and as a whole", async () => {
    const { server } = new Inbox(
      aNotification(),
      aNotification({ id: "n-2", title: "Second" }),
      aNotification({ id: "n-3", title: "Third" }),
    );
    await open("/notifications?unread=true");
    await userEvent.click(await screen.findByRole("button", { name: "Mark as read: Second" }));
    await waitFor(() => {
      expect(screen.queryByText("Second")).toBeNull();
    });
    expect(screen.getByRole("link", { name: "Notifications, 2 unread" })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Mark all as read" }));
    expect(await screen.findByText("All read")).toBeVisible();
    expect(screen.getByRole("button", { name: "Mark all as read" })).toBeDisabled();
    expect(server.asked("POST /api/notifications/read").map(({ body }) => body)).toEqual([
      { ids: ["n-2"] },
      { all: true },
    ]);
    await userEvent.click(screen.getByRole("link", { name: "All" }));
    expect(await screen.findByText("Second")).toBeVisible();
  });

  it("says when it could not be marked", async () => {
    const { server } = new Inbox(aNotification());
    server.on("POST /api/notifications/read", problem(503, "The database is away."));
    await open("/notifications");
    await userEvent.click(await screen.findByRole("button", { name: "Mark all as read" }));
    expect(await screen.findByText("The database is away.")).toBeVisible();
  });

  it("shows more on request", async () => {
    new Inbox(...Array.from({ length: 31 }, (_, index) => aNotification({ id: `n-${index}`, title: `Told ${index}` })));
    await open("/notifications");
    await screen.findByText("Told 29");
    expect(screen.queryByText("Told 30")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Show more" }));
    expect(await screen.findByText("Told 30")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("grows and is read live, on the bell too", async () => {
    const inbox = new Inbox();
    await open("/notifications");
    expect(await screen.findByText("No notifications yet")).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    act(() => FakeSocket.last.opened());
    expect(FakeSocket.last.addresses()).toContain("notifications.u-1");
    tellLive(inbox, aNotification());
    expect(await screen.findByText("Some rows: 27 of 30 done, 2 failed, 1 skipped.")).toBeVisible();
    expect(await screen.findByRole("link", { name: "Notifications, 1 unread" })).toBeVisible();
    inbox.told = [READ];
    hear({ type: "notifications.read", timestamp: "2026-11-21T10:00:00Z", unread: 0 });
    await waitFor(() => {
      expect(screen.queryByRole("link", { name: "Notifications, 1 unread" })).toBeNull();
    });
  });

  it("is read again once its address is heard", async () => {
    const inbox = new Inbox();
    await open("/notifications");
    await screen.findByText("No notifications yet");
    inbox.told = [aNotification()];
    act(() => {
      FakeSocket.last.opened();
      FakeSocket.last.acknowledge();
    });
    expect(await screen.findByText("Some rows: 27 of 30 done, 2 failed, 1 skipped.")).toBeVisible();
  });

  it("that cannot be loaded is asked for again", async () => {
    const inbox = new Inbox(aNotification());
    inbox.server.on("GET /api/notifications", { status: 503, body: {} });
    await open("/notifications");
    expect(await screen.findByText("The notifications could not be loaded")).toBeVisible();
    inbox.server.on("GET /api/notifications", { body: { notifications: [READ], total: 1, unread: 0 } });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Bulk job completed")).toBeVisible();
  });
});

describe("The browser", () => {
  it("is asked by a click alone, and says it when nobody looks", async () => {
    const { shown, ask } = aBrowser("default", "granted");
    const inbox = new Inbox();
    const { router } = await open("/notifications");
    act(() => FakeSocket.last.opened());
    const looking = vi.spyOn(document, "hasFocus").mockReturnValue(false);
    tellLive(inbox, aNotification());
    await screen.findByText("Some rows: 27 of 30 done, 2 failed, 1 skipped.");
    expect(ask).not.toHaveBeenCalled();
    expect(shown).toEqual([]);

    await userEvent.click(screen.getByRole("button", { name: "Notify me in this browser" }));
    expect(await screen.findByRole("button", { name: "Stop in this browser" })).toBeVisible();
    expect(ask).toHaveBeenCalledOnce();
    tellLive(inbox, aNotification({ id: "n-2", title: "Second", link: "/jobs" }));
    expect(shown.map(({ title, body }) => [title, body])).toEqual([
      ["Second", "Some rows: 27 of 30 done, 2 failed, 1 skipped."],
    ]);
    const focus = vi.fn();
    vi.stubGlobal("focus", focus);
    act(() => shown[0]?.onclick?.());
    expect(focus).toHaveBeenCalledOnce();
    await waitFor(() => {
      expect(router.state.location.pathname).toBe("/jobs");
    });

    looking.mockReturnValue(true);
    tellLive(inbox, aNotification({ id: "n-3" }));
    expect(shown).toHaveLength(1);
    looking.mockRestore();
  });

  it("stops when it is told to", async () => {
    const { shown } = aBrowser("granted");
    localStorage.setItem("reelcast.browser-notifications", "on");
    const inbox = new Inbox();
    await open("/notifications");
    act(() => FakeSocket.last.opened());
    await userEvent.click(await screen.findByRole("button", { name: "Stop in this browser" }));
    const looking = vi.spyOn(document, "hasFocus").mockReturnValue(false);
    tellLive(inbox, aNotification());
    expect(await screen.findByRole("button", { name: "Notify me in this browser" })).toBeVisible();
    expect(shown).toEqual([]);
    looking.mockRestore();
  });

  it("that blocks it is said to", async () => {
    aBrowser("denied");
    new Inbox();
    await open("/notifications");
    expect(await screen.findByText(/^This browser blocks them/)).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
  });
});
