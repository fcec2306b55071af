/*
 * The queue is steered: paused with a reason that a second window sees at once, a job that says what it waits for, and its
 * end after the queue was resumed. Arguments: the address of a server after its first visit, and a folder for screenshots
 * (optional).
 */
import assert from "node:assert/strict";
import { openBrowser, watchErrors } from "./browser.mjs";

const [address, shots] = process.argv.slice(2);
assert(address, "the server's address is needed");

const errors = [];
const browser = await openBrowser();
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  watchErrors(page, errors);
  const shot = async (name) => shots && page.screenshot({ path: `${shots}/${name}.png` });

  await page.goto(address);
  await page.getByLabel("Email").fill("ann@example.org");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Pause queue" }).waitFor();

  const other = await context.newPage();
  watchErrors(other, errors);
  await other.goto(`${address}/jobs`);
  await other.getByRole("button", { name: "Pause queue" }).waitFor();

  await page.getByRole("button", { name: "Pause queue" }).click();
  await page.getByLabel("Reason").fill("moving disks");
  await page.getByRole("button", { name: "Pause the queue" }).click();
  const rail = page.getByRole("navigation", { name: "Main" });
  await rail.getByText("Paused by Ann Example: moving disks").waitFor();
  await other.getByText("Paused by Ann Example:", { exact: true }).waitFor();
  await shot("paused");

  await page.getByRole("button", { name: "New", exact: true }).click();
  await page.getByRole("tab", { name: "Transcript" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Transcript" }).fill("In the beginning was the word. ".repeat(40));
  await dialog.getByLabel("Title").fill("A waiting job");
  await dialog.getByRole("button", { name: "Start" }).click();
  await page.waitForURL(/\/jobs\/[0-9a-f-]{36}/);
  await page.getByRole("heading", { name: "A waiting job", level: 1 }).waitFor();
  await page.getByText(/paused by Ann Example: moving disks\.$/).waitFor();
  await shot("waiting");

  await other.getByRole("button", { name: "Resume" }).click();
  await page.getByText("Completed", { exact: true }).first().waitFor({ timeout: 60_000 });
  assert.equal(await rail.getByText("Paused by").count(), 0);
  await shot("resumed");

  await page.goto(`${address}/settings`);
  await page.getByRole("table", { name: "Servers" }).getByText("Up", { exact: true }).waitFor();
  await shot("servers");
  assert.deepEqual(errors, []);
  console.log("The queue was paused, told so, and went on.");
} finally {
  await browser.close();
}
