import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Pencil, Scissors } from "lucide-react";
import { useRef, useState } from "react";
import { episodeFileUrl, episodeQuery } from "@/api/episodes";
import { ApiError } from "@/api/problem";
import type { Episode } from "@/api/types";
import { usePage } from "@/app/crumbs";
import { NotFound } from "@/app/NotFound";
import { EpisodeCheck } from "@/features/feeds/EpisodeCheck";
import { RecutNote } from "@/features/review/RecutNote";
import { clock, duration, exactTime, size } from "@/lib/format";
import { useNow } from "@/lib/useNow";
import { Button, buttonClass } from "@/ui/Button";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";
import { Time } from "@/ui/Time";
import { AgentFeed } from "./AgentFeed";
import { Cover } from "./Cover";
import { EpisodeForm } from "./EpisodeForm";
import { EpisodePlayer } from "./EpisodePlayer";
import { EpisodeStateBadge } from "./EpisodeStateBadge";
import { PublishButton } from "./PublishButton";

export function EpisodePage() {
  const { episodeId } = useParams({ from: "/signed-in/episodes/$episodeId" });
  const { data: episode, error, refetch } = useQuery(episodeQuery(episodeId));
  usePage(episode?.title ?? "Episode", { label: "Episodes", to: "/episodes" });
  if (episode !== undefined) {
    return <EpisodeView key={episode.id} episode={episode} />;
  }
  if (error instanceof ApiError && error.status === 404) {
    return <NotFound what="episode" />;
  }
  return error === null ? (
    <Skeleton className="h-80" />
  ) : (
    <ErrorState what="The episode" error={error} onRetry={() => void refetch()} />
  );
}

function EpisodeView({ episode }: { episode: Episode }) {
  const now = useNow();
  const [editing, setEditing] = useState(false);
  const media = useRef<HTMLMediaElement>(null);
  return (
    <article className="mx-auto max-w-3xl">
      <div className="flex flex-wrap gap-5">
        <Cover episode={episode} className="size-28 sm:size-36" />
        <div className="min-w-0 flex-1 basis-64">
          <EpisodeStateBadge episode={episode} />
          <h1 dir="auto" className="mt-2 text-xl font-semibold tracking-tight wording">
            {episode.title}
          </h1>
          <Particulars episode={episode} />
          <div className="mt-3 flex flex-wrap gap-2">
            <PublishButton episode={episode} />
            {episode.span !== undefined && (
              <Link to="/review/$episodeId" params={{ episodeId: episode.id }} search={{}} className={buttonClass()}>
                <Scissors size={16} aria-hidden /> Cut and chapters
              </Link>
            )}
            {!editing && (
              <Button icon={Pencil} onClick={() => setEditing(true)}>
                Edit texts
              </Button>
            )}
          </div>
        </div>
      </div>
      {episode.reason !== "" && <p className="mt-4 text-muted wording">{episode.reason}</p>}
      {episode.publishAt !== undefined && Date.parse(episode.publishAt) > now && (
        <p className="mt-1">
          Goes out <Time at={episode.publishAt} />, at {exactTime(episode.publishAt)}.
        </p>
      )}
      <div className="mt-4 empty:hidden">
        <RecutNote episode={episode} />
      </div>
      <EpisodePlayer key={episode.updatedAt} ref={media} episode={episode} className="mt-5" />
      {editing ? (
        <EpisodeForm episode={episode} onDone={() => setEditing(false)} />
      ) : (
        <p dir="auto" className="mt-6 leading-relaxed whitespace-pre-line wording">
          {episode.description}
        </p>
      )}
      <Chapters
        episode={episode}
        onSeek={(time) => {
          if (media.current !== null) {
            media.current.currentTime = time;
            void media.current.play();
          }
        }}
      />
      {episode.agentId !== undefined && (
        <section className="mt-8">
          <h2 className="mb-2 text-lg font-semibold">Feed</h2>
          <AgentFeed agentId={episode.agentId} />
          {!episode.published && <EpisodeCheck agentId={episode.agentId} episodeId={episode.id} />}
        </section>
      )}
    </article>
  );
}

function Particulars({ episode }: { episode: Episode }) {
  return (
    <p className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-muted">
      {episode.durationSeconds > 0 && <span className="tabular-nums">{duration(episode.durationSeconds)}</span>}
      <span>
        {episode.publishedAt === undefined ? "Made" : "Published"}{" "}
        <Time at={episode.publishedAt ?? episode.createdAt} />
      </span>
      <Link
        to="/jobs/$jobId"
        params={{ jobId: episode.jobId }}
        search={{ tab: "publishing" }}
        className="text-accent hover:underline"
      >
        Its job
      </Link>
      {episode.video !== undefined && (
        <a
          href={episodeFileUrl(episode.id, "video")}
          download={`${episode.title}.mp4`}
          className="text-accent hover:underline"
        >
          Video (MP4, {size(episode.video.bytes)})
        </a>
      )}
      {episode.transcript !== undefined && (
        <a href={episodeFileUrl(episode.id, "transcript")} download className="text-accent hover:underline">
          Transcript (WebVTT)
        </a>
      )}
    </p>
  );
}

function Chapters({ episode, onSeek }: { episode: Episode; onSeek: (time: number) => void }) {
  if (episode.chapters.length === 0) {
    return null;
  }
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-lg font-semibold">Chapters</h2>
      <div className="divide-y overflow-hidden rounded-md border bg-surface">
        {episode.chapters.map((chapter) => (
          <button
            key={chapter.start}
            type="button"
            disabled={episode.audio === undefined && episode.video === undefined}
            onClick={() => onSeek(chapter.start)}
            className="flex w-full gap-4 px-4 py-2 text-left enabled:hover:bg-sunken"
          >
            <span className="w-14 shrink-0 text-accent tabular-nums">{clock(chapter.start)}</span>
            <span dir="auto" className="wording">
              {chapter.title}
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}
