export const EPISODE_STATES = ["published", "scheduled", "held", "unpublished"] as const;
export type EpisodeState = (typeof EPISODE_STATES)[number];

/** What the address of the episodes page says. */
export interface EpisodeSearch {
  state?: EpisodeState | undefined;
  agentId?: string | undefined;
  /** From 1. */
  page?: number | undefined;
}

/** Reads an address. What makes no sense becomes undefined, see the search of the jobs page. */
export function parseEpisodeSearch(raw: Record<string, unknown>): EpisodeSearch {
  const page = Number(raw.page);
  return {
    state: EPISODE_STATES.find((known) => known === raw.state),
    agentId: typeof raw.agentId === "string" && raw.agentId !== "" ? raw.agentId : undefined,
    page: Number.isInteger(page) && page > 1 ? page : undefined,
  };
}
