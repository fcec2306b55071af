import { expect, it } from "vitest";
import { aJob } from "@/test/factories";
import { hasEnded, isJobEvent, merge } from "./merge";

/** The same samples that the server's tests read. */
const samples = Object.entries(
  import.meta.glob<unknown>("../../../src/test/resources/events/job.*.json", { eager: true, import: "default" }),
);

it("has samples to look at", () => {
  expect(samples.length).toBeGreaterThanOrEqual(8);
});

it.each(samples)("understands %s", (_name, event) => {
  if (!isJobEvent(event)) {
    throw new Error("This is not known as a job event");
  }
  const job = merge(aJob({ id: event.jobId, lastSeq: 0, progress: 0 }), event);
  expect(job).toMatchObject({
    status: event.status,
    stage: event.stage,
    lastSeq: event.seq,
    videoTitle: event.videoTitle,
  });
  expect(job.finishedAt !== undefined).toBe(hasEnded(event.status));
  expect(job.error?.message).toBe(event.error);
});
