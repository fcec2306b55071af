/*
 * A file of thirty rows, from its dry run to its end: checked, started, paused and resumed, and its failed row run again
 * once what it names is there. Arguments: the address of a server whose user has signed up, the file, an address that puts
 * what was missing in place, and a folder for screenshots (optional).
 */
import assert from "node:assert/strict";
import { openBrowser, watchErrors } from "./browser.mjs";

const [address, file, repair, shots] = process.argv.slice(2);
assert(repair, "an address, a file and the address that repairs are needed");

const LONG = { timeout: 240_000 };
const errors = [];
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  watchErrors(page, errors);
  const shot = async (name) => shots && page.screenshot({ path: `${shots}/${name}.png` });

  await page.goto(`${address}/bulk/new`);
  await page.getByLabel("Email").fill("ann@example.org");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator('input[type="file"][aria-label="CSV file"]').setInputFiles(file);
  await page.getByLabel("Title").fill("Thirty rows");
  await page.getByRole("button", { name: "Check the rows" }).click();

  const start = page.getByRole("button", { name: "Start 22 rows" });
  await start.waitFor();
  await page.getByRole("table", { name: "Row errors" }).or(page.getByLabel("Row errors")).first().waitFor();
  await shot("bulk-dry-run");
  await page.goto(`${address}/jobs`);
  await page.getByText("Nothing here yet").or(page.getByRole("main")).first().waitFor();
  assert.equal(await page.getByText("Talk 1", { exact: true }).count(), 0, "nothing starts by itself");
  await page.goBack();
  await start.click();

  const status = (words) => page.getByRole("main").getByText(words, { exact: true }).first();
  await page.getByRole("button", { name: "Pause", exact: true }).click(LONG);
  await status("Paused").waitFor(LONG);
  await shot("bulk-paused");
  await page.getByRole("button", { name: "Resume", exact: true }).click();
  await status("Running").waitFor(LONG);
  await page.getByRole("button", { name: "Retry failed (1)" }).waitFor(LONG);
  await shot("bulk-ended");

  await fetch(repair);
  await page.getByRole("button", { name: "Retry failed (1)" }).click();
  await page.getByRole("button", { name: "Retry failed (1)" }).waitFor({ state: "detached" });
  await page.getByText("26 of 30 rows").or(page.getByText("30 of 30 rows")).first().waitFor(LONG);
  await page
    .getByRole("main")
    .getByText(/^Ended/)
    .waitFor(LONG);
  assert.equal(await page.getByRole("button", { name: /^Retry failed/ }).count(), 0);
  await shot("bulk-retried");
  assert.deepEqual(errors, []);
  console.log("Thirty rows were checked, started, paused, resumed and tried again.");
} finally {
  await browser.close();
}
