/*
 * The picture in the README: the dashboard while recordings become episodes. Arguments: the address of a server without
 * users, a recording to send, and the file to write.
 */
import { openBrowser } from "./browser.mjs";

const [address, recording, file] = process.argv.slice(2);
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address);
  await page.getByLabel("Name").fill("Ann Example");
  await page.getByLabel("Email").fill("ann@example.org");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("button", { name: "Run the sample" }).click();
  await page.getByText("Completed", { exact: true }).first().waitFor({ timeout: 120_000 });
  await page.goto(address);
  await page.getByRole("button", { name: "New", exact: true }).waitFor();
  await page.evaluate(
    async ({ bytes, titles }) => {
      for (const title of titles) {
        const form = new FormData();
        form.append("title", title);
        form.append("file", new Blob([new Uint8Array(bytes)]), "recording.mp3");
        await fetch("/api/jobs", { method: "POST", body: form });
      }
    },
    {
      bytes: [...(await import("node:fs")).readFileSync(recording)],
      titles: ["Sunday service, 15 November", "Interview with the harbour master", "Council meeting, part two"],
    },
  );
  await page.waitForTimeout(4000);
  await page.screenshot({ path: file });
} finally {
  await browser.close();
}
