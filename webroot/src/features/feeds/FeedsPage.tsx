import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus, Rss } from "lucide-react";
import { feedsQuery } from "@/api/feeds";
import { usePage } from "@/app/crumbs";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { SkeletonRows } from "@/ui/Skeleton";
import { FeedCard } from "./FeedCard";
import { NewFeedDialog } from "./NewFeedDialog";

/** The feeds that combine several agents'. */
export function FeedsPage() {
  usePage("Feeds");
  const { create = false } = useSearch({ from: "/signed-in/feeds" });
  const navigate = useNavigate();
  const feeds = useQuery(feedsQuery);
  const setCreating = (wanted: boolean): void =>
    void navigate({ to: "/feeds", search: wanted ? { create: true } : {}, replace: true });
  const button = (
    <Button kind="primary" icon={Plus} onClick={() => setCreating(true)}>
      Combine feeds
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Combined feeds"
        count={feeds.data?.length}
        actions={feeds.data === undefined || feeds.data.length === 0 ? undefined : button}
      />
      {feeds.data === undefined ? (
        feeds.error === null ? (
          <SkeletonRows rows={3} className="h-24" />
        ) : (
          <ErrorState what="The feeds" error={feeds.error} onRetry={() => void feeds.refetch()} />
        )
      ) : feeds.data.length === 0 ? (
        <EmptyState icon={Rss} title="No combined feeds yet" action={button}>
          Each agent has a feed of its own, on its page. A combined feed has the episodes of several in one.
        </EmptyState>
      ) : (
        <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
          {feeds.data.map((feed) => (
            <li key={feed.id}>
              <FeedCard feed={feed} />
            </li>
          ))}
        </ul>
      )}
      <NewFeedDialog open={create} onOpenChange={setCreating} />
    </>
  );
}
