import { Stethoscope } from "lucide-react";
import { useState } from "react";
import { Button } from "@/ui/Button";
import { FeedDoctor } from "./FeedDoctor";

/** What directories would say of an episode, before it goes out. */
export function EpisodeCheck({ agentId, episodeId }: { agentId: string; episodeId: string }) {
  const [asked, setAsked] = useState(false);
  return (
    <div className="mt-3">
      {asked ? (
        <FeedDoctor feed={{ kind: "agent", id: agentId }} episodeId={episodeId} />
      ) : (
        <Button icon={Stethoscope} onClick={() => setAsked(true)}>
          Check before publishing
        </Button>
      )}
    </div>
  );
}
