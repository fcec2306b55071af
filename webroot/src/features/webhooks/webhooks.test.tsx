import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Webhook } from "@/api/types";
import { aUser, aWebhook } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem, type TestServer } from "@/test/server";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

function serverWith(...webhooks: Webhook[]): TestServer {
  return signedInServer().on("GET /api/webhooks", { body: { webhooks, total: webhooks.length } });
}

describe("Webhooks", () => {
  it("are listed with what came of the last call", async () => {
    serverWith(
      aWebhook({ last: { at: "2026-11-21T09:10:00Z", status: 204 } }),
      aWebhook({
        id: "w-2",
        url: "https://down.example.org/",
        events: ["bulk.failed"],
        waiting: 2,
        last: { at: "2026-11-21T09:10:00Z", status: 500, error: "The receiver answered with HTTP 500." },
      }),
      aWebhook({ id: "w-3", url: "https://gone.example.org/", offAt: "2026-11-21T09:10:00Z" }),
    ).on("GET /api/me", { body: aUser({ role: "member" }) });
    await open("/settings/webhooks");
    const [well, failing, off] = within(await screen.findByRole("list", { name: "Webhooks" })).getAllByRole("listitem");
    expect(well).toHaveTextContent(/Called for everything.*Took the last call.*HTTP 204/);
    expect(failing).toHaveTextContent(/Called for bulk.failed.*2 to be sent.*The receiver answered with HTTP 500/);
    expect(off).toHaveTextContent(/Switched off.*Not called yet/);
    expect(document.title).toBe("Webhooks · Reelcast");
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("are added, and show their secret once", async () => {
    const server = serverWith();
    await open("/settings/webhooks");
    expect(await screen.findByText("No webhook yet")).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Add a webhook" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add a webhook" }));
    expect(await accessibilityFaults()).toEqual([]);

    server.on("POST /api/webhooks", problem(400, "The URL leads to a private address.", "url"));
    await userEvent.type(dialog.getByLabelText("Address"), "https://10.0.0.1/{Enter}");
    await waitFor(() => {
      expect(dialog.getByLabelText("Address")).toHaveAccessibleDescription("The URL leads to a private address.");
    });

    server
      .on("POST /api/webhooks", { status: 201, body: { ...aWebhook(), secret: SECRET } })
      .on("GET /api/webhooks", { body: { webhooks: [aWebhook()], total: 1 } });
    await userEvent.clear(dialog.getByLabelText("Address"));
    await userEvent.type(dialog.getByLabelText("Address"), "https://hooks.example.org/reelcast");
    await userEvent.click(dialog.getByRole("button", { name: "Add the webhook" }));
    expect(await dialog.findByText(SECRET)).toBeVisible();
    expect(dialog.getByRole("button", { name: "Copy the secret" })).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    expect(server.asked("POST /api/webhooks").at(-1)?.body).toEqual({
      url: "https://hooks.example.org/reelcast",
      events: [],
    });
    await userEvent.click(dialog.getByRole("button", { name: "Done" }));
    await waitFor(() => {
      expect(screen.queryByText(SECRET)).toBeNull();
    });
    expect(await screen.findByText("https://hooks.example.org/reelcast")).toBeVisible();

    await userEvent.click(screen.getByRole("button", { name: "Add a webhook" }));
    expect(await screen.findByLabelText("Address")).toHaveValue("");
  });

  it("are called for what was chosen", async () => {
    const server = serverWith().on("POST /api/webhooks", { status: 201, body: { ...aWebhook(), secret: SECRET } });
    await open("/settings/webhooks");
    await userEvent.click(await screen.findByRole("button", { name: "Add a webhook" }));
    await userEvent.type(await screen.findByLabelText("Address"), "https://hooks.example.org/");
    for (const name of ["A bulk job completed", "A bulk job was cancelled", "A bulk job failed"]) {
      await userEvent.click(screen.getByRole("checkbox", { name }));
    }
    expect(screen.getByRole("button", { name: "Add the webhook" })).toBeDisabled();
    await userEvent.click(screen.getByRole("checkbox", { name: "A bulk job failed" }));
    await userEvent.click(screen.getByRole("button", { name: "Add the webhook" }));
    await screen.findByText(SECRET);
    expect(server.asked("POST /api/webhooks").map(({ body }) => body)).toEqual([
      { url: "https://hooks.example.org/", events: ["bulk.failed"] },
    ]);
  });

  it("are tried at once", async () => {
    const server = serverWith(aWebhook()).on("POST /api/webhooks/w-1/test", {
      body: { at: "2026-11-21T09:10:00Z", status: 200 },
    });
    await open("/settings/webhooks");
    const button = await screen.findByRole("button", { name: "Send a test to https://hooks.example.org/reelcast" });
    await userEvent.click(button);
    expect(await screen.findByText("It took the test (HTTP 200)")).toBeVisible();
    const error = "The URL's host cannot be found.";
    server.on("POST /api/webhooks/w-1/test", { body: { at: "2026-11-21T09:11:00Z", error } }).on("GET /api/webhooks", {
      body: { webhooks: [aWebhook({ last: { at: "2026-11-21T09:11:00Z", error } })], total: 1 },
    });
    await userEvent.click(button);
    expect(await screen.findByText(`The test failed: ${error}`)).toBeVisible();
    expect(await screen.findByText(/^The last call failed/)).toHaveTextContent(error);
  });

  it("are deleted after a question", async () => {
    const server = serverWith(aWebhook()).on("DELETE /api/webhooks/w-1", { status: 204 });
    await open("/settings/webhooks");
    const button = await screen.findByRole("button", { name: "Delete https://hooks.example.org/reelcast" });
    await userEvent.click(button);
    await userEvent.click(await screen.findByRole("button", { name: "Keep it" }));
    expect(server.asked("DELETE /api/webhooks/w-1")).toEqual([]);
    await userEvent.click(button);
    expect(await accessibilityFaults()).toEqual([]);
    server.on("GET /api/webhooks", { body: { webhooks: [], total: 0 } });
    await userEvent.click(await screen.findByRole("button", { name: "Delete it" }));
    expect(await screen.findByText("No webhook yet")).toBeVisible();
    expect(server.asked("DELETE /api/webhooks/w-1")).toHaveLength(1);
  });

  it("that cannot be loaded are asked for again", async () => {
    const server = signedInServer().on("GET /api/webhooks", { status: 503, body: {} });
    await open("/settings/webhooks");
    expect(await screen.findByText("The webhooks could not be loaded")).toBeVisible();
    server.on("GET /api/webhooks", { body: { webhooks: [aWebhook()], total: 1 } });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("list", { name: "Webhooks" })).toBeVisible();
  });
});
