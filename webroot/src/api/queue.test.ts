import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { aQueue } from "@/test/factories";
import { pauseIn, withPause } from "./pause";
import { counted, queueKey, queuePaused } from "./queue";

const PAUSE = { reason: "moving disks", by: "Ann", since: "2026-11-21T09:00:00Z" };

describe("pauseIn", () => {
  it("finds who paused it, and why", () => {
    const body = { type: "queue.paused", timestamp: PAUSE.since, ...PAUSE };
    expect(pauseIn(body, "queue")).toEqual(PAUSE);
    expect(pauseIn({ ...body, type: "agent.paused", agentId: "a-1" }, "agent")).toEqual(PAUSE);
  });

  it("finds the end of a pause", () => {
    expect(pauseIn({ type: "queue.resumed" }, "queue")).toBeNull();
  });

  it("leaves other events alone", () => {
    expect(pauseIn({ type: "agent.paused", ...PAUSE }, "queue")).toBeUndefined();
    expect(pauseIn({ type: "episode.published" }, "agent")).toBeUndefined();
    expect(pauseIn({ type: "queue.paused", reason: "without a name" }, "queue")).toBeUndefined();
    expect(pauseIn("nonsense", "queue")).toBeUndefined();
  });
});

it("knows a paused thing from one that goes on", () => {
  const paused = withPause(aQueue(), PAUSE);
  expect(paused.paused).toEqual(PAUSE);
  expect("paused" in withPause(paused, null)).toBe(false);
});

describe("counted", () => {
  it("moves a job from the waiting to the running and out", () => {
    expect(counted(aQueue({ waiting: 3 }), "pending", "processing")).toMatchObject({ running: 1, waiting: 2 });
    expect(counted(aQueue({ running: 1 }), "processing", "failed")).toMatchObject({ running: 0, waiting: 0 });
    expect(counted(aQueue(), undefined, "pending")).toMatchObject({ running: 0, waiting: 1 });
  });

  it("changes nothing when the status stays, and never counts below none", () => {
    const queue = aQueue({ running: 2 });
    expect(counted(queue, "processing", "processing")).toBe(queue);
    expect(counted(aQueue(), "processing", "completed").running).toBe(0);
  });
});

it("does not let an answer that was asked for before undo a pause", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(queueKey, aQueue({ running: 1 }));
  let answer: (queue: ReturnType<typeof aQueue>) => void = () => undefined;
  const late = client.query({
    queryKey: queueKey,
    queryFn: () => new Promise<ReturnType<typeof aQueue>>((resolve) => (answer = resolve)),
  });
  await queuePaused(client, PAUSE);
  answer(aQueue());
  await late.catch(() => undefined);
  expect(client.getQueryData(queueKey)).toEqual(aQueue({ running: 1, paused: PAUSE }));
});
