import { useQuery } from "@tanstack/react-query";
import { agentQuery } from "@/api/agents";
import { AgentFeedLine } from "@/features/feeds/AgentFeedLine";

/** The address of the feed that an agent publishes in. */
export function AgentFeed({ agentId }: { agentId: string }) {
  const { data: agent } = useQuery(agentQuery(agentId));
  return agent !== undefined && <AgentFeedLine agent={agent} />;
}
