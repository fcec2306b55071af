import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { type FeedRef, feedStateQuery } from "@/api/feeds";
import { Card } from "@/ui/Card";
import { ErrorState } from "@/ui/ErrorState";
import { FeedAddress } from "@/ui/FeedAddress";
import { SkeletonRows } from "@/ui/Skeleton";
import { FeedDoctor } from "./FeedDoctor";
import { FeedHubState } from "./FeedHubState";
import { FeedTokens } from "./FeedTokens";

/** A feed as it goes out: where it is, who reads it, what the hub knows, and what directories would say. */
export function FeedPanel({ feed }: { feed: FeedRef }) {
  const { data: state, error, refetch } = useQuery(feedStateQuery(feed));
  if (state === undefined) {
    return error === null ? (
      <SkeletonRows rows={3} className="h-28" />
    ) : (
      <ErrorState what="The feed" error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <Card className="flex flex-col gap-3">
        <h2 className="text-lg font-semibold">Address</h2>
        {state.feedUrl === undefined ? (
          <p className="flex items-start gap-2 text-muted">
            <Lock size={16} aria-hidden className="mt-0.5 shrink-0" />
            The feed is private. Each listener gets an address of their own below; there is none for everybody.
          </p>
        ) : (
          <>
            <FeedAddress url={state.feedUrl} />
            <p className="text-sm text-muted">
              For any podcast app, and for the directories: hand it in once at each, and they follow it by themselves.
            </p>
          </>
        )}
        {state.hub !== undefined && <FeedHubState feed={feed} hub={state.hub} />}
      </Card>
      {(state.privateFeed || state.tokens.length > 0) && (
        <FeedTokens feed={feed} tokens={state.tokens} needed={state.privateFeed} />
      )}
      <FeedDoctor feed={feed} />
    </div>
  );
}
