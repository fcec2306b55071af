import { useMutation, useQueryClient } from "@tanstack/react-query";
import { messageOf } from "@/api/problem";
import { follow, subscriptionKey, unfollow } from "@/api/subscriptions";
import type { Subscription } from "@/api/types";
import { useToast } from "@/ui/Toast";

/** Following and unfollowing, with what came of it written where it is shown. */
export function useFollowing(agentId: string) {
  const client = useQueryClient();
  const say = useToast();
  const done = (now: Subscription): void => {
    client.setQueryData(subscriptionKey(agentId), now);
    void client.invalidateQueries({ queryKey: subscriptionKey(agentId) });
  };
  const following = useMutation({
    mutationFn: (topicUrl?: string) => follow(agentId, topicUrl),
    onSuccess: done,
  });
  const unfollowing = useMutation({
    mutationFn: () => unfollow(agentId),
    onSuccess: (now) => {
      say("The channel is not followed any more");
      done(now);
    },
    onError: (failure) => say(messageOf(failure), "bad"),
  });
  return { following, unfollowing };
}
