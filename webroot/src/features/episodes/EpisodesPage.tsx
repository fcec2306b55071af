import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ListChecks, Podcast, SearchX } from "lucide-react";
import { agentsQuery } from "@/api/agents";
import { type EpisodeFilter, episodesQuery } from "@/api/episodes";
import { usePage } from "@/app/crumbs";
import { cx } from "@/lib/cx";
import { Button, buttonClass } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Select } from "@/ui/Field";
import { PageHeader } from "@/ui/PageHeader";
import { Paging } from "@/ui/Paging";
import { SkeletonRows } from "@/ui/Skeleton";
import { EpisodeList } from "./EpisodeList";
import { EPISODE_STATES, type EpisodeSearch, type EpisodeState } from "./search";

const PAGE_SIZE = 24;

const STATES: Record<EpisodeState, { words: string; filter: EpisodeFilter }> = {
  published: { words: "Published", filter: { published: true } },
  scheduled: { words: "Scheduled", filter: { scheduled: true } },
  held: { words: "Held for review", filter: { held: true } },
  unpublished: { words: "Unpublished", filter: { published: false } },
};

/** The way to the episodes that wait for a person; none while none does. */
function ReviewLink() {
  const { data } = useQuery(episodesQuery({ held: true }, 1, 1));
  return (
    data !== undefined &&
    data.total > 0 && (
      <Link to="/review" search={{}} className={buttonClass("primary")}>
        <ListChecks size={16} aria-hidden /> Review {data.total.toLocaleString("en")}
      </Link>
    )
  );
}

export function EpisodesPage() {
  usePage("Episodes");
  const search = useSearch({ from: "/signed-in/episodes" });
  const navigate = useNavigate();
  const { data: agents = [] } = useQuery(agentsQuery);
  const page = search.page ?? 1;
  const filter: EpisodeFilter = {
    ...(search.state === undefined ? {} : STATES[search.state].filter),
    ...(search.agentId === undefined ? {} : { agentId: search.agentId }),
  };
  const episodes = useQuery(episodesQuery(filter, page, PAGE_SIZE));
  const filtered = search.state !== undefined || search.agentId !== undefined;
  const go = (wanted: EpisodeSearch): void => void navigate({ to: "/episodes", search: wanted });
  return (
    <>
      <PageHeader title="Episodes" count={episodes.data?.total} actions={<ReviewLink />} />
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <div role="group" aria-label="State" className="flex flex-wrap gap-1.5">
          {EPISODE_STATES.map((state) => (
            <button
              key={state}
              type="button"
              aria-pressed={search.state === state}
              onClick={() => go({ ...search, page: 1, state: search.state === state ? undefined : state })}
              className={cx(
                "h-8 rounded-full border px-3 text-sm font-medium",
                search.state === state
                  ? "border-accent bg-accent-soft text-accent"
                  : "bg-surface text-muted hover:bg-sunken hover:text-text",
              )}
            >
              {STATES[state].words}
            </button>
          ))}
        </div>
        {agents.length > 0 && (
          <Select
            aria-label="Agent"
            className="w-44!"
            value={search.agentId ?? ""}
            onChange={(event) =>
              go({ ...search, page: 1, agentId: event.target.value === "" ? undefined : event.target.value })
            }
          >
            <option value="">All agents</option>
            {agents.map((agent) => (
              <option key={agent.id} value={agent.id}>
                {agent.name}
              </option>
            ))}
          </Select>
        )}
      </div>
      {episodes.data === undefined ? (
        episodes.error === null ? (
          <SkeletonRows rows={5} className="h-24" />
        ) : (
          <ErrorState what="The episodes" error={episodes.error} onRetry={() => void episodes.refetch()} />
        )
      ) : episodes.data.episodes.length > 0 ? (
        <EpisodeList episodes={episodes.data.episodes} agents={agents} stale={episodes.isPlaceholderData} />
      ) : filtered ? (
        <EmptyState
          icon={SearchX}
          title="No episodes match"
          action={<Button onClick={() => go({})}>Clear the filters</Button>}
        >
          No episode is in this state.
        </EmptyState>
      ) : (
        <EmptyState icon={Podcast} title="No episodes yet">
          Each job that succeeds makes one. It is published, held for your review, or kept, as its agent says.
        </EmptyState>
      )}
      {episodes.data !== undefined && (
        <Paging
          page={page}
          pageSize={PAGE_SIZE}
          total={episodes.data.total}
          onPage={(wanted) => go({ ...search, page: wanted })}
        />
      )}
    </>
  );
}
