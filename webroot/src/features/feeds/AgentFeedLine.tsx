import { Link } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import type { Agent } from "@/api/types";
import { FeedAddress } from "@/ui/FeedAddress";

/** Where an agent's feed is; of a private one, where its addresses are given out. */
export function AgentFeedLine({ agent }: { agent: Agent }) {
  if (!agent.privateFeed) {
    return <FeedAddress url={agent.feedUrl} />;
  }
  return (
    <p className="flex min-w-0 items-center gap-2 rounded-md bg-sunken px-3 py-2">
      <Lock size={16} aria-hidden className="shrink-0 text-muted" />
      <span className="min-w-0">
        Private feed.{" "}
        <Link
          to="/agents/$agentId"
          params={{ agentId: agent.id }}
          search={{ tab: "feed" }}
          className="text-accent hover:underline"
        >
          Addresses for its listeners
        </Link>
      </span>
    </p>
  );
}
