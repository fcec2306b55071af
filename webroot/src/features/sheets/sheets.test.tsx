import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { aUser } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem } from "@/test/server";
import { aSheetConnection, aSheetPreview } from "@/test/sheetFactories";

const LIST = "GET /api/sheets/connections";
const CONNECT = "POST /api/sheets/connect";
const KEY = JSON.stringify({
  type: "service_account",
  client_email: "reelcast@church-media.iam.gserviceaccount.com",
  private_key: "-----BEGIN PRIVATE KEY-----",
});

function serverWith(...connections: ReturnType<typeof aSheetConnection>[]) {
  return signedInServer().on(LIST, { body: { connections, total: connections.length } });
}

describe("Connections to Google Sheets", () => {
  it("that are not there yet are made from a service account's file", async () => {
    const server = serverWith().on(CONNECT, { status: 201, body: aSheetConnection() });
    await open("/settings/sheets");
    expect(await screen.findByText("No key to Google Sheets yet")).toBeVisible();
    expect(
      screen.getAllByRole("listitem").filter(({ textContent }) => /Sheets API|JSON|share/.test(textContent)),
    ).toHaveLength(3);
    expect(await accessibilityFaults()).toEqual([]);

    await userEvent.click(screen.getByRole("button", { name: "Connect" }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.type(dialog.getByRole("textbox", { name: "Name" }), " Grace Church ");
    expect(dialog.getByRole("button", { name: "Connect" })).toBeDisabled();
    await userEvent.upload(dialog.getByLabelText("Key file"), new File(["{}"], "x.json", { type: "application/json" }));
    expect(await dialog.findByText(/not the key of a service account/)).toBeVisible();
    fireEvent.drop(dialog.getByText(/Drop the JSON file/), {
      dataTransfer: { files: [new File([KEY], "key.json")], types: ["Files"] },
    });
    expect(await dialog.findByText("reelcast@church-media.iam.gserviceaccount.com")).toBeVisible();
    expect(screen.queryByText(/Drop the recording/)).not.toBeInTheDocument();
    expect(await accessibilityFaults()).toEqual([]);

    server.on(LIST, { body: { connections: [aSheetConnection()], total: 1 } });
    await userEvent.click(dialog.getByRole("button", { name: "Connect" }));
    expect(await screen.findByRole("list", { name: "Connections" })).toHaveTextContent("Grace Church");
    expect(server.asked(CONNECT).map(({ body }) => body)).toEqual([
      { name: "Grace Church", kind: "service_account", serviceAccount: KEY },
    ]);
  });

  it("are made from an API key, and say why one is refused", async () => {
    const server = serverWith().on(CONNECT, problem(400, "This is no API key."));
    await open("/settings/sheets");
    await userEvent.click(await screen.findByRole("button", { name: "Connect" }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.type(dialog.getByRole("textbox", { name: "Name" }), "Public");
    await userEvent.selectOptions(dialog.getByRole("combobox", { name: "Kind of key" }), "API key");
    expect(dialog.getByText(/cannot write results back/)).toBeVisible();
    const key = dialog.getByLabelText("API key");
    expect(key).toHaveAttribute("type", "password");
    await userEvent.type(key, "AIza-wrong");
    await userEvent.click(dialog.getByRole("button", { name: "Connect" }));
    expect(await dialog.findByText("This is no API key.")).toBeVisible();
    expect(server.asked(CONNECT).map(({ body }) => body)).toEqual([
      { name: "Public", kind: "api_key", apiKey: "AIza-wrong" },
    ]);
  });

  it("are listed with the address to share with, and what went wrong", async () => {
    const earlier = new Date(Date.now() - 7_200_000).toISOString();
    const now = new Date(Date.now() - 60_000).toISOString();
    serverWith(
      aSheetConnection({ usedAt: now, error: "Share the sheet with us.", errorAt: now }),
      aSheetConnection({ id: "c-2", name: "Second", usedAt: now, error: "Google was busy.", errorAt: earlier }),
      { id: "c-3", ownerId: "u-1", name: "Public", kind: "api_key", createdAt: earlier },
    );
    await open("/settings/sheets");
    const list = within(await screen.findByRole("list", { name: "Connections" }));
    const [first, second, third] = list.getAllByRole("listitem");
    expect(first).toHaveTextContent(/reelcast@church-media.*1 min ago: Share the sheet with us\./);
    expect(first).not.toHaveTextContent("Well since");
    expect(second).toHaveTextContent(/Well since; 2 h ago: Google was busy\./);
    expect(third).toHaveTextContent(/API key: reads public sheets.*not used yet/);
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("are removed after a question", async () => {
    const server = serverWith(aSheetConnection()).on("DELETE /api/sheets/connections/c-1", { status: 204 });
    await open("/settings/sheets");
    await userEvent.click(await screen.findByRole("button", { name: "Remove Grace Church" }));
    const question = within(await screen.findByRole("alertdialog"));
    expect(server.asked("DELETE /api/sheets/connections/c-1")).toHaveLength(0);
    server.on(LIST, { body: { connections: [], total: 0 } });
    await userEvent.click(question.getByRole("button", { name: "Remove it" }));
    expect(await screen.findByText("No key to Google Sheets yet")).toBeVisible();
    expect(server.asked("DELETE /api/sheets/connections/c-1")).toHaveLength(1);
  });

  it("are tried on a sheet", async () => {
    const preview = "GET /api/sheets/connections/c-1/preview";
    const server = serverWith(aSheetConnection()).on(preview, problem(403, "Share the sheet with the account."));
    await open("/settings/sheets");
    await userEvent.click(await screen.findByRole("button", { name: "Look at a sheet: Grace Church" }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.type(dialog.getByRole("textbox", { name: "Address of the sheet" }), "https://docs.google.com/x");
    await userEvent.click(dialog.getByRole("button", { name: "Look" }));
    expect(await dialog.findByText("Share the sheet with the account.")).toBeVisible();

    server.on(preview, { body: aSheetPreview({ rowCount: 4_999, rowCountIsUpperBound: true }) });
    await userEvent.click(dialog.getByRole("button", { name: "Look" }));
    const table = within(await dialog.findByRole("table", { name: "The beginning of Sermons" }));
    const [head, first, second] = table.getAllByRole("row");
    expect(head).toHaveTextContent("Rowtitleurl");
    expect(first).toHaveTextContent("2Why we stayhttps://example.org/1");
    expect(second).toHaveTextContent("4نعمة");
    expect(dialog.getByText(/at most 4,999 rows, the first 2 of them here/)).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);

    server.on(preview, { body: aSheetPreview({ header: [], rows: [], rowCount: 0 }) });
    await userEvent.type(dialog.getByRole("textbox", { name: "Range" }), "Week 2");
    await userEvent.click(dialog.getByRole("button", { name: "Look" }));
    expect(await dialog.findByText("There is nothing in this part of the sheet")).toBeVisible();
    expect(server.asked(preview).map(({ query }) => query.get("range"))).toEqual([null, null, "Week 2"]);
  });

  it("that cannot be loaded are asked for again", async () => {
    const server = signedInServer().on(LIST, { status: 503, body: {} });
    await open("/settings/sheets");
    expect(await screen.findByText("The connections could not be loaded")).toBeVisible();
    server.on(LIST, { body: { connections: [aSheetConnection()], total: 1 } });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByRole("list", { name: "Connections" })).toBeVisible();
  });

  it("are what members set, and all that they do", async () => {
    serverWith(aSheetConnection()).on("GET /api/me", { body: aUser({ role: "member" }) });
    await open("/");
    await userEvent.click(screen.getByRole("link", { name: "Settings" }));
    expect(await screen.findByRole("list", { name: "Connections" })).toBeVisible();
    expect(document.title).toBe("Google Sheets · Reelcast");
    const parts = within(screen.getByRole("navigation", { name: "Parts of the settings" }));
    expect(parts.getAllByRole("link").map(({ textContent }) => textContent)).toEqual(["Google Sheets", "Webhooks"]);
  });
});
