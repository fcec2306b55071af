import { Podcast } from "lucide-react";
import { agentMediaUrl } from "@/api/agents";
import type { Agent } from "@/api/types";
import { cx } from "@/lib/cx";

/** The podcast's cover, or a quiet stand-in. */
export function Artwork({ agent, className }: { agent: Agent; className?: string }) {
  const look = cx("shrink-0 rounded-md border bg-sunken object-cover", className);
  return agent.artwork === undefined ? (
    <span aria-hidden className={cx(look, "inline-flex items-center justify-center text-muted")}>
      <Podcast size={22} />
    </span>
  ) : (
    <img src={agentMediaUrl(agent, "artwork")} alt="" className={look} />
  );
}
