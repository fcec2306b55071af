export const AGENT_TABS = ["jobs", "episodes", "review", "statistics", "settings"] as const;
export type AgentTab = (typeof AGENT_TABS)[number];
