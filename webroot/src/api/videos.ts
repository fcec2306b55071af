import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { agentKeys, updateAgent } from "./agents";
import { api } from "./http";
import type { Agent, FilterPreview, Video, VideoFilters, VideoPage, VideoStatus } from "./types";

export interface VideoFilter {
  status?: VideoStatus | undefined;
  q?: string | undefined;
}

/** Below the agents' own keys: whatever happens to an agent's jobs may have happened to its videos. */
export const videoKeys = {
  ofAgent: (agentId: string) => [...agentKeys.all, "videos", agentId] as const,
  preview: (agentId: string) => [...agentKeys.all, "filter-preview", agentId] as const,
};

export function videosQuery(agentId: string, filter: VideoFilter, page: number, limit: number) {
  return queryOptions({
    queryKey: [...videoKeys.ofAgent(agentId), filter, page, limit],
    queryFn: ({ signal }) =>
      api<VideoPage>(`/api/agents/${agentId}/videos`, { query: { ...filter, page, limit }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** What filters would do to the newest videos. */
export function filterPreviewQuery(agentId: string, filters: VideoFilters) {
  return queryOptions({
    queryKey: [...videoKeys.preview(agentId), filters],
    queryFn: ({ signal }) =>
      api<FilterPreview>(`/api/agents/${agentId}/videos/preview-filters`, { method: "POST", body: filters, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function processVideo({ agentId, videoId }: Video): Promise<Video> {
  return api<Video>(`/api/agents/${agentId}/videos/${videoId}/process`, { method: "POST" });
}

export function ignoreVideo({ agentId, videoId }: Video): Promise<Video> {
  return api<Video>(`/api/agents/${agentId}/videos/${videoId}/ignore`, { method: "POST" });
}

export function saveFilters(agentId: string, filters: VideoFilters): Promise<Agent> {
  return updateAgent(agentId, { filters });
}

export function videosChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: agentKeys.all });
}

export function youtubeUrl(videoId: string): string {
  return `https://www.youtube.com/watch?v=${videoId}`;
}
