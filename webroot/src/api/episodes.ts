import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { agentKeys } from "./agents";
import { api } from "./http";
import { jobKeys } from "./jobs";
import type { Chapter, Episode, EpisodePage, Span } from "./types";

export interface EpisodeFilter {
  agentId?: string;
  published?: boolean;
  held?: boolean;
  scheduled?: boolean;
}

/** While something is about to happen to an episode by itself, it is read again this often. */
const SOON_MS = 4000;

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
    refetchInterval: ({ state: { data } }) =>
      data?.recut?.status === "pending" || data?.recut?.status === "processing" || isDueSoon(data) ? SOON_MS : false,
  });
}

function isDueSoon(episode: Episode | undefined): boolean {
  return episode?.publishAt !== undefined && Date.parse(episode.publishAt) < Date.now() + 60_000;
}

export interface EpisodeChange {
  title?: string;
  description?: string;
  /** What of the recording it is to be. */
  span?: Span;
  /** With their times in the recording. */
  sourceChapters?: Chapter[];
}

export function updateEpisode(id: string, change: EpisodeChange): Promise<Episode> {
  return api<Episode>(`/api/episodes/${id}`, { method: "PATCH", body: change });
}

/** Now, or at a time. */
export function publishEpisode(id: string, at?: string): Promise<Episode> {
  return api<Episode>(`/api/episodes/${id}/publish`, { method: "POST", body: at === undefined ? {} : { at } });
}

export function holdEpisode(id: string): Promise<Episode> {
  return api<Episode>(`/api/episodes/${id}/hold`, { method: "POST" });
}

export function rejectEpisode(id: string): Promise<Episode> {
  return api<Episode>(`/api/episodes/${id}/reject`, { method: "POST" });
}

export function unpublishEpisode(id: string): Promise<Episode> {
  return api<Episode>(`/api/episodes/${id}/unpublish`, { method: "POST" });
}

export function episodeFileUrl(id: string, name: "audio" | "video" | "cover" | "transcript"): string {
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
