import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Lock, Rss } from "lucide-react";
import { agentsQuery } from "@/api/agents";
import type { CombinedFeed } from "@/api/types";
import { count } from "@/lib/format";
import { Badge } from "@/ui/Badge";

/** A combined feed; all of the card leads to its page. */
export function FeedCard({ feed }: { feed: CombinedFeed }) {
  const { data: agents } = useQuery(agentsQuery);
  const names = feed.agentIds.flatMap((id) => agents?.find((agent) => agent.id === id)?.name ?? []);
  return (
    <article className="relative flex h-full flex-col gap-1.5 rounded-md border bg-surface p-4 hover:border-line-strong">
      <div className="flex items-start justify-between gap-3">
        <h2 className="min-w-0 font-semibold">
          <Link
            to="/feeds/$feedId"
            params={{ feedId: feed.id }}
            dir="auto"
            className="line-clamp-2 wording after:absolute after:inset-0 after:rounded-md"
          >
            {feed.name}
          </Link>
        </h2>
        <Badge tone="muted">
          {feed.privateFeed ? <Lock size={14} aria-hidden /> : <Rss size={14} aria-hidden />}
          {feed.privateFeed ? "Private" : "Public"}
        </Badge>
      </div>
      <p className="text-sm text-muted">{count(feed.agentIds.length, "agent")}</p>
      <p dir="auto" className="line-clamp-2 text-sm text-muted wording">
        {names.length === 0 ? "No episodes until there is an agent in it." : names.join(", ")}
      </p>
    </article>
  );
}
