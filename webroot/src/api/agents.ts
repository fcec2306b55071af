import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "./http";
import type { StatsRange } from "./jobs";
import { withPause } from "./pause";
import type { Agent, AgentPatch, AgentStats, NewAgent, Pause } from "./types";

export type MediaSlot = "intro" | "outro" | "artwork";

export const agentKeys = {
  all: ["agents"] as const,
  list: ["agents", "list"] as const,
  detail: (id: string) => ["agents", "detail", id] as const,
  stats: (id: string) => ["agents", "stats", id] as const,
};

export const agentsQuery = queryOptions({
  queryKey: agentKeys.list,
  queryFn: async ({ signal }) => (await api<{ agents: Agent[] }>("/api/agents", { signal })).agents,
});

export function agentQuery(id: string) {
  return queryOptions({
    queryKey: agentKeys.detail(id),
    queryFn: ({ signal }) => api<Agent>(`/api/agents/${id}`, { signal }),
  });
}

export function agentStatsQuery(id: string, range: StatsRange = "24h") {
  return queryOptions({
    queryKey: [...agentKeys.stats(id), range],
    queryFn: ({ signal }) => api<AgentStats>(`/api/agents/${id}/stats`, { query: { range }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function createAgent(agent: NewAgent): Promise<Agent> {
  return api<Agent>("/api/agents", { method: "POST", body: agent });
}

export function updateAgent(id: string, patch: AgentPatch): Promise<Agent> {
  return api<Agent>(`/api/agents/${id}`, { method: "PATCH", body: patch });
}

export function pauseAgent(id: string, reason: string): Promise<Agent> {
  return api<Agent>(`/api/agents/${id}/pause`, { method: "POST", body: { reason } });
}

export function resumeAgent(id: string): Promise<Agent> {
  return api<Agent>(`/api/agents/${id}/resume`, { method: "POST" });
}

/** Writes a pause, or its end, into every answer that shows the agent, and reads them again. */
export async function agentPaused(client: QueryClient, id: string, pause: Pause | null): Promise<void> {
  const keys = [agentKeys.list, agentKeys.detail(id)];
  await Promise.all(keys.map((queryKey) => client.cancelQueries({ queryKey })));
  client.setQueryData<Agent[]>(agentKeys.list, (agents) =>
    agents?.map((agent) => (agent.id === id ? withPause(agent, pause) : agent)),
  );
  client.setQueryData<Agent>(agentKeys.detail(id), (agent) =>
    agent === undefined ? undefined : withPause(agent, pause),
  );
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

export function deleteAgent(id: string): Promise<void> {
  return api<undefined>(`/api/agents/${id}`, { method: "DELETE" });
}

/** Where an agent's own file is. The fragment, which no server sees, makes a page load a replaced one anew. */
export function agentMediaUrl(agent: Agent, slot: MediaSlot): string {
  return `/api/agents/${agent.id}/${slot}#${agent.updatedAt}`;
}

export function setAgentMedia(id: string, slot: MediaSlot, file: File): Promise<Agent> {
  return api<Agent>(`/api/agents/${id}/${slot}`, { method: "PUT", body: file });
}

export function deleteAgentMedia(id: string, slot: MediaSlot): Promise<void> {
  return api<undefined>(`/api/agents/${id}/${slot}`, { method: "DELETE" });
}
