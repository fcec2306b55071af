import { Link } from "@tanstack/react-router";
import { CirclePause, EllipsisVertical, Pause, Play, Plus } from "lucide-react";
import type { Agent } from "@/api/types";
import { useSubmit } from "@/features/submit/SubmitProvider";
import { PUBLISH_WORDS } from "@/lib/words";
import { useAgentPause } from "@/live/useQueueState";
import { IconButton } from "@/ui/IconButton";
import { Menu } from "@/ui/Menu";
import { useAgentPausing } from "./AgentPause";
import { Artwork } from "./Artwork";

interface AgentCardProps {
  agent: Agent;
  /** Whether it hears of its pause by itself; each that does takes an address of the connection. */
  live: boolean;
  /** Reads the agents again. */
  onCatchUp: () => void;
}

/** One agent, with its pause. All of the card but the menu leads to its page. */
export function AgentCard({ agent, live, onCatchUp }: AgentCardProps) {
  const submit = useSubmit();
  const pausing = useAgentPausing(agent);
  useAgentPause(live ? agent.id : undefined, onCatchUp);
  return (
    <article className="relative flex h-full items-center gap-4 rounded-md border bg-surface p-4 hover:border-line-strong">
      <Artwork agent={agent} className="size-16" />
      <div className="min-w-0 flex-1">
        <h2 className="pr-7 font-semibold">
          <Link
            to="/agents/$agentId"
            params={{ agentId: agent.id }}
            dir="auto"
            className="line-clamp-2 wording after:absolute after:inset-0 after:rounded-md"
          >
            {agent.name}
          </Link>
        </h2>
        <p dir="auto" className="truncate text-sm text-muted">
          {agent.channel ?? agent.channelId ?? "No channel"}
        </p>
        {agent.paused === undefined ? (
          <p className="truncate text-sm text-muted">{PUBLISH_WORDS[agent.publish].name}</p>
        ) : (
          <p className="flex items-start gap-1.5 text-sm text-warn">
            <CirclePause size={14} aria-hidden className="mt-[0.1875rem] shrink-0" />
            <span className="line-clamp-2 min-w-0 wording">
              Paused by <bdi>{agent.paused.by}</bdi>: <bdi>{agent.paused.reason}</bdi>
            </span>
          </p>
        )}
      </div>
      <Menu
        trigger={
          <IconButton
            icon={EllipsisVertical}
            label={`Actions for ${agent.name}`}
            className="absolute! top-2 right-2 z-1"
          />
        }
        items={[
          { label: "New job", icon: Plus, onSelect: () => submit.open({ agentId: agent.id }) },
          agent.paused === undefined
            ? { label: "Pause…", icon: Pause, onSelect: pausing.ask }
            : { label: "Resume", icon: Play, onSelect: pausing.resume },
        ]}
      />
      {pausing.dialog}
    </article>
  );
}
