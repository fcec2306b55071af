import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { EyeOff, ExternalLink, Play } from "lucide-react";
import { messageOf } from "@/api/problem";
import type { Video } from "@/api/types";
import { ignoreVideo, processVideo, videosChanged, youtubeUrl } from "@/api/videos";
import { cx } from "@/lib/cx";
import { duration } from "@/lib/format";
import { VIDEO_ORIGIN_WORDS } from "@/lib/words";
import { Button } from "@/ui/Button";
import { Time } from "@/ui/Time";
import { useToast } from "@/ui/Toast";
import { Tooltip } from "@/ui/Tooltip";
import { VideoStatusBadge } from "./VideoStatusBadge";

export function VideoList({ videos, stale = false }: { videos: Video[]; stale?: boolean }) {
  return (
    <ul className={cx("divide-y rounded-md border bg-surface", stale && "opacity-60")}>
      {videos.map((video) => (
        <li key={video.id} className="flex animate-rise flex-wrap items-start gap-x-4 gap-y-3 p-4">
          <div className="min-w-0 flex-1 basis-64">
            <VideoTitle video={video} />
            <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
              <VideoStatusBadge video={video} />
              {video.durationSeconds !== undefined && (
                <span className="tabular-nums">{duration(video.durationSeconds)}</span>
              )}
              <Tooltip text={VIDEO_ORIGIN_WORDS[video.origin].explained}>
                <span tabIndex={0} className="rounded-sm">
                  {VIDEO_ORIGIN_WORDS[video.origin].name}
                </span>
              </Tooltip>
              <Time at={video.publishedAt ?? video.discoveredAt} />
            </p>
            {video.reason !== undefined && (
              <p dir="auto" className="mt-1 max-w-prose text-muted wording">
                {video.reason}
              </p>
            )}
            {video.deletedAt !== undefined && video.rule !== "deleted" && (
              <p className="mt-1 text-muted">
                Its channel took it away <Time at={video.deletedAt} />.
              </p>
            )}
          </div>
          <VideoActions video={video} />
        </li>
      ))}
    </ul>
  );
}

/** To its job, when there is one; a job may be gone while the video stays. */
function VideoTitle({ video }: { video: Video }) {
  const words = video.title === "" ? video.videoId : video.title;
  const look = "line-clamp-2 font-semibold wording";
  return (
    <div className="flex items-start gap-2">
      {video.jobId === undefined ? (
        <span dir="auto" className={look}>
          {words}
        </span>
      ) : (
        <Link to="/jobs/$jobId" params={{ jobId: video.jobId }} dir="auto" className={cx(look, "hover:text-accent")}>
          {words}
        </Link>
      )}
      <Tooltip text="Open on YouTube">
        <a
          href={youtubeUrl(video.videoId)}
          target="_blank"
          rel="noreferrer"
          aria-label={`${words} on YouTube`}
          className="mt-0.5 shrink-0 rounded-sm p-0.5 text-muted hover:text-text"
        >
          <ExternalLink size={14} aria-hidden />
        </a>
      </Tooltip>
    </div>
  );
}

function VideoActions({ video }: { video: Video }) {
  const client = useQueryClient();
  const say = useToast();
  const after = {
    onSuccess: () => videosChanged(client),
    onError: (failure: unknown) => say(messageOf(failure), "bad"),
  };
  const processing = useMutation({ mutationFn: () => processVideo(video), ...after });
  const ignoring = useMutation({ mutationFn: () => ignoreVideo(video), ...after });
  const words = video.title === "" ? video.videoId : video.title;
  const processable = video.status !== "processed" && video.status !== "queued";
  const ignorable = video.status !== "processed" && video.status !== "ignored";
  return (
    <div className="flex gap-2 empty:hidden">
      {processable && (
        <Button
          small
          icon={Play}
          aria-label={`Process ${words}`}
          busy={processing.isPending}
          onClick={() => processing.mutate()}
        >
          Process
        </Button>
      )}
      {ignorable && (
        <Button
          small
          kind="quiet"
          icon={EyeOff}
          aria-label={`Leave out ${words}`}
          busy={ignoring.isPending}
          onClick={() => ignoring.mutate()}
        >
          Leave out
        </Button>
      )}
    </div>
  );
}
