import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { agentKeys } from "./agents";
import { api } from "./http";
import type { Backfill, BackfillStatus, BackfillVideoPage } from "./types";

/** What is under way is read again this often, for the steps that no event tells. */
const WHILE_ACTIVE_MS = 1500;

export const backfillKeys = {
  status: (agentId: string) => [...agentKeys.all, "backfill", agentId] as const,
  videos: (agentId: string) => [...agentKeys.all, "backfill-videos", agentId] as const,
};

/** The one that has not ended: it lists, takes in, or waits to go on. */
export function underWay(status: BackfillStatus | undefined): Backfill | undefined {
  return status?.backfill?.finishedAt === undefined ? status?.backfill : undefined;
}

export function backfillQuery(agentId: string) {
  return queryOptions({
    queryKey: backfillKeys.status(agentId),
    queryFn: ({ signal }) => api<BackfillStatus>(`/api/agents/${agentId}/backfill`, { signal }),
    refetchInterval: ({ state }) => (underWay(state.data) === undefined ? false : WHILE_ACTIVE_MS),
  });
}

/** What a backfill found; asked for by its id, so that another one's list is never taken for it. */
export function backfillVideosQuery(agentId: string, backfillId: string, page: number, limit: number) {
  return queryOptions({
    queryKey: [...backfillKeys.videos(agentId), backfillId, page, limit],
    queryFn: ({ signal }) =>
      api<BackfillVideoPage>(`/api/agents/${agentId}/backfill/videos`, { query: { page, limit }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function startBackfill(agentId: string, since: string, dryRun: boolean): Promise<BackfillStatus> {
  return api<BackfillStatus>(`/api/agents/${agentId}/backfill`, { method: "POST", body: { since, dryRun } });
}

export function cancelBackfill(agentId: string): Promise<void> {
  return api<undefined>(`/api/agents/${agentId}/backfill`, { method: "DELETE" });
}
