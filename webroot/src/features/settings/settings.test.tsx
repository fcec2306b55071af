import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { aQueue, aServer, aUser } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";

describe("The servers", () => {
  it("are listed with what they do, those that are up first", async () => {
    const until = new Date(Date.now() + 90_000).toISOString();
    signedInServer().on("GET /api/queue", {
      body: aQueue({
        servers: [aServer({ id: "s-2", name: "south", up: false, running: 0 }), aServer()],
        hosts: [{ host: "youtube.com", message: "It answered 429.", until }],
      }),
    });
    await open("/");
    await userEvent.click(screen.getByRole("link", { name: "Settings" }));
    const table = within(await screen.findByRole("table", { name: "Servers" }));
    const [, first, second] = table.getAllByRole("row");
    expect(first).toHaveTextContent(/Up.*north.*Download, Transcription.*1 of 2/);
    expect(second).toHaveTextContent(/Down.*south.*0 of 2/);
    expect(screen.getByText("youtube.com")).toBeVisible();
    expect(screen.getByText(/^Tried again in 1 min/)).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("that are not there are said to be missing", async () => {
    signedInServer();
    await open("/settings");
    expect(await screen.findByText("No server works on jobs")).toBeVisible();
    expect(screen.getByText(/^None. A host that asks/)).toBeVisible();
  });

  it("that cannot be loaded are asked for again", async () => {
    const server = signedInServer().on("GET /api/queue", { status: 503, body: {} });
    await open("/settings/servers");
    expect(await screen.findByText("The servers could not be loaded")).toBeVisible();
    server.on("GET /api/queue", { body: aQueue({ servers: [aServer()] }) });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("table", { name: "Servers" })).toBeVisible();
  });

  it("are for administrators only", async () => {
    signedInServer().on("GET /api/me", { body: aUser({ role: "member" }) });
    await open("/settings/servers");
    expect(await screen.findByText("For administrators")).toBeVisible();
    expect(document.title).toBe("Settings · Reelcast");
  });
});
