export const AGENT_TABS = ["jobs", "episodes", "review", "settings"] as const;
export type AgentTab = (typeof AGENT_TABS)[number];
