import { type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { agentKeys } from "@/api/agents";
import { meQuery } from "@/api/auth";
import { episodeKeys } from "@/api/episodes";
import { jobHistory, jobKeys } from "@/api/jobs";
import { hasEnded, isGap, isJobEvent } from "@/api/merge";
import { queueKey } from "@/api/queue";
import type { JobDetail, JobEvent, LogLine } from "@/api/types";
import { useSubscription } from "./LiveProvider";
import { patchCache } from "./patch";
import { Throttle } from "./Throttle";

const SETTLE_MS = 800;
/** The places in the queue move with every job: they are read this much later, once for all that moved. */
const PLACES_MS = 3000;

/** Keeps everything that shows jobs in step with all events of one user. */
export function useAllJobEvents(userId: string | undefined): void {
  const client = useQueryClient();
  const [later] = useState(() => new Throttle(SETTLE_MS));
  const [muchLater] = useState(() => new Throttle(PLACES_MS));
  const heardBefore = useRef(false);
  useEffect(() => {
    return () => {
      later.cancel();
      muchLater.cancel();
    };
  }, [later, muchLater]);
  useSubscription(
    userId === undefined ? undefined : `queue.updates.${userId}`,
    (body) => {
      if (isJobEvent(body)) {
        const known = patchCache(client, body);
        if (!known) {
          later.run("active", () => void client.invalidateQueries({ queryKey: jobKeys.active }));
        }
        if (body.type !== "job.progress") {
          later.run("counts", () => void client.invalidateQueries({ queryKey: queueKey }));
          muchLater.run("places", () => void client.invalidateQueries({ queryKey: jobKeys.active }));
        }
        if (body.type === "job.queued" || hasEnded(body.status)) {
          later.run("figures", () => {
            refreshFigures(client, body);
          });
        }
      }
    },
    () => {
      // The first time everything is fresh but the list that may have moved while the address was not heard yet.
      void client.invalidateQueries(heardBefore.current ? { predicate: notOfSession } : { queryKey: jobKeys.active });
      heardBefore.current = true;
    },
  );
}

/** Who is signed in does not change with a new connection. */
function notOfSession({ queryKey }: { queryKey: QueryKey }): boolean {
  return queryKey[0] !== meQuery.queryKey[0];
}

function refreshFigures(client: QueryClient, event: JobEvent): void {
  void client.invalidateQueries({ queryKey: jobKeys.stats });
  void client.invalidateQueries({ queryKey: agentKeys.all });
  // A new cut of an episode ends well or not: either way the episode says so.
  if (hasEnded(event.status)) {
    void client.invalidateQueries({ queryKey: episodeKeys.all });
  }
}

/** Keeps one job's page in step: every event in order, the rest of the page read again when the job moves on. */
export function useJobEvents(jobId: string): void {
  const client = useQueryClient();
  const key = jobKeys.detail(jobId);
  const known = (): JobDetail | undefined => client.getQueryData<JobDetail>(key);

  const catchUp = async (): Promise<void> => {
    await client.refetchQueries({ queryKey: key, exact: true });
    const events = await jobHistory(jobId, known()?.job.lastSeq ?? 0);
    events.forEach((event) => patchCache(client, event));
  };
  const start = (): void => {
    catchUp().catch(() => {
      // The page says itself that its query failed; the poll or the next reconnect catches up.
    });
  };
  useSubscription(
    `job.events.${jobId}`,
    (body) => {
      const before = known()?.job;
      if (!isJobEvent(body) || before === undefined) {
        return;
      }
      if (isGap(before.lastSeq, body.seq)) {
        start();
        return;
      }
      patchCache(client, body);
      if (body.stage !== before.stage || body.status !== before.status) {
        void client.invalidateQueries({ queryKey: key, exact: true });
      }
    },
    start,
  );
}

/** Hears one job's log lines as they are written. */
export function useJobLogLines(jobId: string, onLine: (line: LogLine) => void, onCatchUp: () => void): void {
  useSubscription(
    `job.logs.${jobId}`,
    (body) => {
      if (isLogLine(body)) {
        onLine(body);
      }
    },
    onCatchUp,
  );
}

function isLogLine(body: unknown): body is LogLine {
  return typeof body === "object" && body !== null && "seq" in body && "level" in body && "message" in body;
}
