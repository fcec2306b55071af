import { Rss } from "lucide-react";
import { type SyntheticEvent, useState } from "react";
import type { Agent } from "@/api/types";
import { Button } from "@/ui/Button";
import { Field, Input } from "@/ui/Field";

interface FollowFormProps {
  agent: Agent;
  busy: boolean;
  error: string | undefined;
  /** Left out for the feed of the agent's channel. */
  onFollow: (topicUrl?: string) => void;
}

/** Follows the agent's own channel, or a feed whose address is given. */
export function FollowForm({ agent, busy, error, onFollow }: FollowFormProps) {
  const channel = agent.channel ?? agent.channelId;
  const [topicUrl, setTopicUrl] = useState("");
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    onFollow(topicUrl.trim() === "" ? undefined : topicUrl.trim());
  };
  return (
    <form onSubmit={submit} className="mt-4 first:mt-0">
      <Field
        label="Address of the feed"
        error={error}
        hint={
          channel === undefined
            ? "The agent names no channel: give the address of a feed here, or a channel in its settings."
            : `Empty for the feed of ${channel}. Another feed can be followed by its address.`
        }
      >
        {(wiring) => (
          <Input
            {...wiring}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            maxLength={2048}
            placeholder="https://"
            value={topicUrl}
            onChange={(event) => setTopicUrl(event.target.value)}
          />
        )}
      </Field>
      <div className="mt-5 flex justify-end">
        <Button kind="primary" type="submit" icon={Rss} busy={busy}>
          Follow
        </Button>
      </div>
    </form>
  );
}
