/*
 * The first visit, as a person makes it: set-up, sample recording, every stage seen live, the episode heard and found in its
 * feed. Arguments: the server's address, and a folder for screenshots (optional).
 */
import assert from "node:assert/strict";
import { openBrowser, watchErrors } from "./browser.mjs";

const [address, shots] = process.argv.slice(2);
assert(address, "the server's address is needed");

const errors = [];
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  watchErrors(page, errors);
  const shot = async (name) => shots && page.screenshot({ path: `${shots}/${name}.png` });

  await page.goto(address);
  await page.getByLabel("Name").fill("Ann Example");
  await page.getByLabel("Email").fill("ann@example.org");
  await page.getByLabel("Password").fill("correct horse battery");
  await shot("set-up");
  await page.getByRole("button", { name: "Create account" }).click();

  await page.getByRole("button", { name: "Run the sample" }).waitFor();
  await shot("dashboard-empty");

  const frames = [];
  page.on("websocket", (socket) => socket.on("framereceived", (frame) => frames.push(String(frame.payload))));
  await page.reload();
  await page.getByRole("button", { name: "Run the sample" }).click();
  await page.waitForURL(/\/jobs\/[0-9a-f-]{36}/);
  const jobId = page.url().match(/jobs\/([0-9a-f-]{36})/)[1];

  const seen = new Set();
  const ended = page.getByText("Completed", { exact: true }).first();
  const until = Date.now() + 120_000;
  while (!(await ended.isVisible()) && Date.now() < until) {
    const bars = await page.getByRole("progressbar").all();
    for (const bar of bars) seen.add(await bar.getAttribute("aria-valuenow").catch(() => null));
    await page.waitForTimeout(50);
  }
  assert(await ended.isVisible(), "the job did not complete before the visitor's eyes");
  seen.delete(null);
  assert(seen.size >= 3, `the bar moved through ${[...seen].join(", ")} only`);
  assert(
    frames.some((frame) => frame.includes("job.completed") && frame.includes(jobId)),
    "the end did not come over the live connection",
  );
  await shot("job-completed");

  const job = await page.evaluate((id) => fetch(`/api/jobs/${id}`).then((answer) => answer.json()), jobId);
  assert.equal(job.job.status, "completed");
  assert.equal(job.publishing.published, true);
  const feed = await (await fetch(`${address}/feeds/sample.xml`)).text();
  assert(feed.includes(job.job.result.episodeId), "the episode is not in the feed");
  const enclosure = feed.match(/<enclosure url="([^"]+)" length="(\d+)"/);
  const audio = await fetch(new URL(new URL(enclosure[1]).pathname, address));
  assert.equal((await audio.arrayBuffer()).byteLength, Number(enclosure[2]));

  await page.goto(`${address}/episodes`);
  await page.getByText(job.analysis.title).first().waitFor();
  await shot("episodes");
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await shot("dashboard");
  assert.deepEqual(errors, []);
  console.log(`The first visit took the bar through ${seen.size} places.`);
} finally {
  await browser.close();
}
