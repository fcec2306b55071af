import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/problem";
import type { Agent, Subscription } from "@/api/types";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { Dialog } from "@/ui/Dialog";
import { FormError } from "@/ui/FormError";
import { FollowForm } from "./FollowForm";
import { isFailing } from "./health";
import { ReachNote } from "./ReachNote";
import { SubscriptionFacts } from "./SubscriptionFacts";
import { useFollowing } from "./useFollowing";

interface SubscriptionDialogProps {
  agent: Agent;
  subscription: Subscription;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** All that is known of what an agent follows, and what can be done about it. */
export function SubscriptionDialog({ agent, subscription, open, onOpenChange }: SubscriptionDialogProps) {
  const { following, unfollowing } = useFollowing(agent.id);
  const [leaving, setLeaving] = useState(false);
  const followed = subscription.state !== "none" && subscription.state !== "ending";
  const unwell = followed && (subscription.state !== "active" || isFailing(subscription));
  const toggled = (next: boolean): void => {
    following.reset();
    onOpenChange(next);
  };
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={toggled}
        title={followed ? "Following" : "Follow the channel"}
        description="A hub tells this server of each new video within moments."
      >
        {subscription.state !== "none" && <SubscriptionFacts subscription={subscription} />}
        <ReachNote subscription={subscription} />
        <FormError
          className="mt-4"
          text={followed && following.error !== null ? messageOf(following.error) : undefined}
        />
        {followed ? (
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <Button kind="danger" busy={unfollowing.isPending} onClick={() => setLeaving(true)}>
              Unfollow
            </Button>
            {unwell && (
              <Button
                kind="primary"
                icon={RefreshCw}
                busy={following.isPending}
                onClick={() => following.mutate(subscription.topicGiven === true ? subscription.topicUrl : undefined)}
              >
                Try again now
              </Button>
            )}
          </div>
        ) : (
          <FollowForm
            agent={agent}
            busy={following.isPending}
            error={following.error === null ? undefined : messageOf(following.error)}
            onFollow={(topicUrl) => following.mutate(topicUrl)}
          />
        )}
      </Dialog>
      <Confirm
        open={leaving}
        onOpenChange={setLeaving}
        title={`Unfollow the channel of ${agent.name}?`}
        action="Unfollow"
        onConfirm={() => unfollowing.mutate()}
      >
        The hub is told, and new videos are not announced any more. Videos and episodes that are here stay.
      </Confirm>
    </>
  );
}
