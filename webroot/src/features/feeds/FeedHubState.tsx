import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Clock, type LucideIcon, Radio } from "lucide-react";
import { type FeedRef, feedKeys, pingFeed } from "@/api/feeds";
import { messageOf } from "@/api/problem";
import type { FeedHub } from "@/api/types";
import { cx } from "@/lib/cx";
import { relativeTime, untilThen } from "@/lib/format";
import { useNow } from "@/lib/useNow";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toast";

interface Telling {
  icon: LucideIcon;
  tone: string;
  words: string;
}

/** What the hub knows of a feed, in one sentence. */
export function hubWords(hub: FeedHub, now: number): Telling {
  if (hub.error !== undefined && !hub.upToDate) {
    const next =
      hub.nextAt === undefined
        ? "It was given up until the next change."
        : `Tried ${hub.attempts === 1 ? "once" : `${hub.attempts} times`}; again in ${untilThen(hub.nextAt, now)}.`;
    return { icon: CircleAlert, tone: "text-bad", words: `The hub could not be told. ${hub.error} ${next}` };
  }
  if (!hub.upToDate && hub.nextAt !== undefined) {
    return { icon: Clock, tone: "text-muted", words: "The hub is being told of a change." };
  }
  return hub.pingedAt === undefined
    ? { icon: Radio, tone: "text-muted", words: "The hub is told as soon as something changes." }
    : { icon: CircleCheck, tone: "text-good", words: `The hub knows; it was told ${relativeTime(hub.pingedAt, now)}.` };
}

/** Whether apps hear of episodes at once. */
export function FeedHubState({ feed, hub }: { feed: FeedRef; hub: FeedHub }) {
  const client = useQueryClient();
  const say = useToast();
  const now = useNow();
  const telling = useMutation({
    mutationFn: () => pingFeed(feed),
    onSuccess: (state) => client.setQueryData(feedKeys.state(feed.id), state),
    onError: (failure) => say(messageOf(failure), "bad"),
  });
  const { icon: Icon, tone, words } = hubWords(hub, now);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t pt-3">
      <div className="min-w-0 flex-1 basis-64">
        <p role="status" className={cx("flex items-start gap-2 tabular-nums wording", tone)}>
          <Icon size={16} aria-hidden className="mt-0.5 shrink-0" />
          {words}
        </p>
        <p className="ml-6 truncate text-sm text-muted" title={hub.url}>
          {hub.url}
        </p>
      </div>
      <Button small icon={Radio} busy={telling.isPending} onClick={() => telling.mutate()}>
        Tell the hub now
      </Button>
    </div>
  );
}
