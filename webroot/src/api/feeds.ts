import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "./http";
import type {
  CombinedFeed,
  CombinedFeedPatch,
  FeedCheck,
  FeedState,
  FeedToken,
  IssuedFeedToken,
  NewCombinedFeed,
} from "./types";

/** One feed: an agent's own, which has the agent's id, or a combined one. */
export interface FeedRef {
  kind: "agent" | "combined";
  id: string;
}

const PENDING_MS = 3000;

export const feedKeys = {
  all: ["feeds"] as const,
  list: ["feeds", "list"] as const,
  detail: (id: string) => ["feeds", "detail", id] as const,
  state: (id: string) => ["feeds", "state", id] as const,
  check: (id: string) => ["feeds", "check", id] as const,
};

function root({ kind, id }: FeedRef): string {
  return kind === "agent" ? `/api/agents/${id}/feed` : `/api/feeds/${id}`;
}

function stateAt(feed: FeedRef): string {
  return feed.kind === "agent" ? root(feed) : `${root(feed)}/state`;
}

export const feedsQuery = queryOptions({
  queryKey: feedKeys.list,
  queryFn: async ({ signal }) => (await api<{ feeds: CombinedFeed[] }>("/api/feeds", { signal })).feeds,
});

export function feedQuery(id: string) {
  return queryOptions({
    queryKey: feedKeys.detail(id),
    queryFn: ({ signal }) => api<CombinedFeed>(`/api/feeds/${id}`, { signal }),
  });
}

/** Looked at again while the hub is about to be told. */
export function feedStateQuery(feed: FeedRef) {
  return queryOptions({
    queryKey: feedKeys.state(feed.id),
    queryFn: ({ signal }) => api<FeedState>(stateAt(feed), { signal }),
    refetchInterval: ({ state }) => (state.data?.hub?.nextAt === undefined ? false : PENDING_MS),
  });
}

export function feedCheckQuery(feed: FeedRef, episodeId?: string) {
  return queryOptions({
    queryKey: [...feedKeys.check(feed.id), episodeId ?? ""],
    queryFn: ({ signal }) =>
      api<FeedCheck>(`${root(feed)}/check`, { query: episodeId === undefined ? {} : { episodeId }, signal }),
  });
}

export function createFeed(feed: NewCombinedFeed): Promise<CombinedFeed> {
  return api<CombinedFeed>("/api/feeds", { method: "POST", body: feed });
}

export function updateFeed(id: string, patch: CombinedFeedPatch): Promise<CombinedFeed> {
  return api<CombinedFeed>(`/api/feeds/${id}`, { method: "PATCH", body: patch });
}

export function deleteFeed(id: string): Promise<void> {
  return api<undefined>(`/api/feeds/${id}`, { method: "DELETE" });
}

export function addFeedToken(feed: FeedRef, name: string): Promise<IssuedFeedToken> {
  return api<IssuedFeedToken>(`${root(feed)}/tokens`, { method: "POST", body: { name } });
}

export function revokeFeedToken(feed: FeedRef, token: FeedToken): Promise<void> {
  return api<undefined>(`${root(feed)}/tokens/${token.id}`, { method: "DELETE" });
}

export function pingFeed(feed: FeedRef): Promise<FeedState> {
  return api<FeedState>(`${root(feed)}/ping`, { method: "POST" });
}

/** After anything of feeds was changed. */
export function feedsChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: feedKeys.all });
}
