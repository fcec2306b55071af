/*
 * How smoothly a bulk job's page moves. Signs in, opens the page, and writes a line of JSON: first for the page at rest, then,
 * once a line comes in on the standard input, for each of its views. Arguments: a server's address, a bulk job, seconds of each.
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import { openBrowser, watchErrors } from "../../../webroot/e2e/browser.mjs";

const [address, bulkJob, seconds] = process.argv.slice(2);
const millis = Number(seconds) * 1000;
const SETTLE_MILLIS = 3_000;

const errors = [];
/** By the type of the event, as they came over the socket. */
let heard = new Map();

function hear({ payload }) {
  const frame = JSON.parse(String(payload));
  if (frame.type !== "rec" && frame.type !== "message") return;
  const type = frame.body?.type ?? "other";
  heard.set(type, (heard.get(type) ?? 0) + 1);
}

/** Within the page: the time between frames, and what kept it from drawing. */
async function frames(length) {
  const between = [];
  const long = [];
  const observer = new PerformanceObserver((list) => list.getEntries().forEach((entry) => long.push(entry.duration)));
  observer.observe({ entryTypes: ["longtask"] });
  const from = performance.now();
  await new Promise((resolve) => {
    let last = from;
    const frame = () => {
      const now = performance.now();
      between.push(now - last);
      last = now;
      if (now - from < length) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
  const took = performance.now() - from;
  observer.disconnect();
  between.sort((a, b) => a - b);
  return {
    perSecond: (between.length / took) * 1000,
    p95: between[Math.floor(between.length * 0.95)],
    slowest: between.at(-1),
    longTasks: long.length,
    longest: Math.max(0, ...long),
    nodes: document.querySelectorAll("*").length,
  };
}

async function busy(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration").value;
}

async function measure(page, session, view) {
  heard = new Map();
  const before = await busy(session);
  const from = performance.now();
  const found = await page.evaluate(frames, millis);
  const took = (performance.now() - from) / 1000;
  const events = [...heard.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    JSON.stringify({
      view,
      ...found,
      busy: (await busy(session)) - before,
      items: (heard.get("video.completed") ?? 0) / took,
      events: events / took,
    }),
  );
}

const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  watchErrors(page, errors);
  page.on("websocket", (socket) => socket.on("framereceived", hear));
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");

  await page.goto(`${address}/bulk/${bulkJob}`);
  await page.getByLabel("Email").fill("ann@example.org");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("grid", { name: "Rows" }).waitFor();
  await page.waitForTimeout(SETTLE_MILLIS);
  await measure(page, session, "at rest");

  await once(process.stdin, "data");
  for (const view of ["grid", "table"]) {
    await page.goto(`${address}/bulk/${bulkJob}${view === "grid" ? "" : `?view=${view}`}`);
    await page.getByRole(view, { name: "Rows" }).waitFor();
    await page.waitForTimeout(SETTLE_MILLIS);
    await measure(page, session, view);
    assert(heard.get("video.completed") > 0, "the page hears nothing of its items");
  }
  assert.deepEqual(errors, []);
} finally {
  await browser.close();
}
process.exit(0);
