import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { agentKeys } from "./agents";
import { api } from "./http";
import { jobKeys } from "./jobs";
import type { Episode, EpisodePage } from "./types";

export interface EpisodeFilter {
  agentId?: string;
  published?: boolean;
  held?: boolean;
}

export const episodeKeys = {
  all: ["episodes"] as const,
  lists: ["episodes", "list"] as const,
  detail: (id: string) => ["episodes", "detail", id] as const,
};

export function episodesQuery(filter: EpisodeFilter, page: number, limit: number) {
  return queryOptions({
    queryKey: [...episodeKeys.lists, filter, page, limit],
    queryFn: ({ signal }) => api<EpisodePage>("/api/episodes", { query: { ...filter, page, limit }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function episodeQuery(id: string) {
  return queryOptions({
    queryKey: episodeKeys.detail(id),
    queryFn: ({ signal }) => api<Episode>(`/api/episodes/${id}`, { signal }),
  });
}

export function updateEpisode(id: string, texts: { title: string; description: string }): Promise<Episode> {
  return api<Episode>(`/api/episodes/${id}`, { method: "PATCH", body: texts });
}

export function publishEpisode(id: string): Promise<Episode> {
  return api<Episode>(`/api/episodes/${id}/publish`, { method: "POST" });
}

export function unpublishEpisode(id: string): Promise<Episode> {
  return api<Episode>(`/api/episodes/${id}/unpublish`, { method: "POST" });
}

export function episodeFileUrl(id: string, name: "audio" | "cover" | "transcript"): string {
  return `/api/episodes/${id}/files/${name}`;
}

/** After an episode was changed: everything that shows episodes is read again. */
export async function episodesChanged(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: episodeKeys.all }),
    client.invalidateQueries({ queryKey: agentKeys.all }),
    client.invalidateQueries({ queryKey: jobKeys.all }),
  ]);
}
