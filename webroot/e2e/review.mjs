/*
 * A whole review by the keyboard alone: from the list to the cut, heard and moved, published and taken back, rejected,
 * and on to the next; the new cut is what is then heard. Arguments: the address of a server after its first visit, a
 * recording with its captions, and a folder for screenshots (optional).
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openBrowser, watchErrors } from "./browser.mjs";

const [address, recording, captions, shots] = process.argv.slice(2);
assert(captions, "the server's address, a recording and its captions are needed");

const errors = [];
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  watchErrors(page, errors);
  const shot = async (name) => shots && page.screenshot({ path: `${shots}/${name}.png` });
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const api = (path, options) =>
    page.evaluate(([to, how]) => fetch(to, how).then((answer) => answer.json()), [path, options ?? {}]);

  await page.goto(address);
  await page.getByLabel("Email").fill("ann@example.org");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "New", exact: true }).waitFor();

  const jobs = await page.evaluate(
    async ({ bytes, text }) => {
      const agent = await fetch("/api/agents", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: "To be reviewed", publish: "review" }),
      }).then((answer) => answer.json());
      const ids = [];
      for (const title of ["First", "Second"]) {
        const form = new FormData();
        form.append("title", title);
        form.append("agentId", agent.id);
        form.append("captions", new Blob([text], { type: "text/vtt" }), "captions.vtt");
        form.append("file", new Blob([new Uint8Array(bytes)]), "recording.mp3");
        const job = await fetch("/api/jobs", { method: "POST", body: form }).then((answer) => answer.json());
        ids.push(job.id);
      }
      return ids;
    },
    { bytes: [...readFileSync(recording)], text: readFileSync(captions, "utf8") },
  );
  const until = Date.now() + 120_000;
  for (const id of jobs) {
    while ((await api(`/api/jobs/${id}`)).job.status !== "completed") {
      assert(Date.now() < until, "the recordings did not become episodes");
      await page.waitForTimeout(200);
    }
  }

  await page.goto(`${address}/episodes`);
  await page.getByRole("link", { name: "Review 2" }).waitFor();
  await shot("review-waits");
  await press("g", "r");
  const begin = page.getByRole("link", { name: "Review one after the other" });
  await begin.waitFor();
  await begin.focus();
  await press("Enter");
  const start = page.getByRole("slider", { name: "Start of the episode" });
  const end = page.getByRole("slider", { name: "End of the episode" });
  await start.waitFor();
  const first = page.url().match(/review\/([0-9a-f-]{36})/)[1];
  const before = await api(`/api/episodes/${first}`);

  await press("[", "PageUp", "ArrowLeft", "Shift+ArrowLeft", "]", "PageDown");
  const cut = { start: before.span.start + 5 - 0.1 - 1, end: before.span.end - 5 };
  assert(Math.abs(Number(await start.getAttribute("aria-valuenow")) - cut.start) < 0.1);
  assert(Math.abs(Number(await end.getAttribute("aria-valuenow")) - cut.end) < 0.1);
  // Heard from the start, and the last seconds up to the end, where it stops by itself.
  await press("p");
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await press("l");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor({ timeout: 15_000 });
  const stopped = await page.evaluate(() => globalThis.document.querySelector("audio").currentTime);
  assert(Math.abs(stopped - cut.end) < 0.3, `it was played to ${stopped} s instead of ${cut.end} s`);
  await press("m");
  await page.keyboard.type("Where it ends");
  await shot("review-cut");
  await press("Enter", "a");

  // The next one is there at once, while the first is being cut.
  await page.waitForFunction((id) => !globalThis.location.pathname.includes(id), first);
  await start.waitFor();
  const second = page.url().match(/review\/([0-9a-f-]{36})/)[1];
  while (!(await api(`/api/episodes/${first}`)).published) {
    assert(Date.now() < until, "the first did not go out once it was cut");
    await page.waitForTimeout(200);
  }
  const after = await api(`/api/episodes/${first}`);
  assert(Math.abs(after.span.start - cut.start) < 0.1 && Math.abs(after.durationSeconds - (cut.end - cut.start)) < 0.2);

  await press("x");
  await page.getByText("Nothing waits for review").waitFor();
  assert.equal((await api(`/api/episodes/${second}`)).held, false);
  await page.getByRole("button", { name: "Undo" }).last().focus();
  await press("Enter");
  await page.getByRole("link", { name: "Review one after the other" }).waitFor();
  assert.equal((await api(`/api/episodes/${second}`)).held, true);
  await shot("review-undone");
  assert.deepEqual(errors, []);
  console.log("A review was done by the keyboard alone.");
} finally {
  await browser.close();
}
