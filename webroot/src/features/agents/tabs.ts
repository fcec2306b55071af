export const AGENT_TABS = ["jobs", "videos", "episodes", "review", "feed", "statistics", "settings"] as const;
export type AgentTab = (typeof AGENT_TABS)[number];
