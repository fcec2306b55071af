import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { feedQuery } from "@/api/feeds";
import { ApiError } from "@/api/problem";
import type { CombinedFeed } from "@/api/types";
import { usePage } from "@/app/crumbs";
import { NotFound } from "@/app/NotFound";
import { count } from "@/lib/format";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";
import { Skeleton } from "@/ui/Skeleton";
import { type Tab, Tabs } from "@/ui/Tabs";
import { FeedPanel } from "./FeedPanel";
import { FeedSettings } from "./FeedSettings";
import type { FeedTab } from "./tabs";

export function FeedPage() {
  const { feedId } = useParams({ from: "/signed-in/feeds/$feedId" });
  const { data: feed, error, refetch } = useQuery(feedQuery(feedId));
  usePage(feed?.name ?? "Feed", { label: "Feeds", to: "/feeds" });
  if (feed !== undefined) {
    return <FeedView key={feed.id} feed={feed} />;
  }
  if (error instanceof ApiError && error.status === 404) {
    return <NotFound what="feed" />;
  }
  return error === null ? (
    <Skeleton className="h-80" />
  ) : (
    <ErrorState what="The feed" error={error} onRetry={() => void refetch()} />
  );
}

function FeedView({ feed }: { feed: CombinedFeed }) {
  const { tab = "feed" } = useSearch({ from: "/signed-in/feeds/$feedId" });
  const navigate = useNavigate();
  const tabs: Tab<FeedTab>[] = [
    { name: "feed", label: "Feed", content: <FeedPanel feed={{ kind: "combined", id: feed.id }} /> },
    { name: "settings", label: "Settings", content: <FeedSettings feed={feed} /> },
  ];
  return (
    <>
      <PageHeader title={feed.name} />
      <p className="-mt-3 mb-4 text-muted">
        {feed.privateFeed ? "Private" : "Public"} · episodes of {count(feed.agentIds.length, "agent")}
      </p>
      <Tabs
        label="Parts of the feed"
        value={tab}
        onChange={(name) =>
          void navigate({
            to: "/feeds/$feedId",
            params: { feedId: feed.id },
            search: { tab: name },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={tabs}
      />
    </>
  );
}
