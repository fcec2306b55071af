import type { Ref } from "react";
import { episodeFileUrl } from "@/api/episodes";
import type { Episode } from "@/api/types";

interface EpisodePlayerProps {
  episode: Episode;
  ref?: Ref<HTMLMediaElement>;
  className?: string;
}

/** What an episode is: its audio, or its video with captions. Nothing for a text without media. */
export function EpisodePlayer({ episode, ref, className = "" }: EpisodePlayerProps) {
  if (episode.video !== undefined) {
    return (
      <video
        ref={ref as Ref<HTMLVideoElement>}
        controls
        preload="metadata"
        poster={episode.cover === undefined ? undefined : episodeFileUrl(episode.id, "cover")}
        src={episodeFileUrl(episode.id, "video")}
        className={`aspect-video w-full rounded-md bg-black ${className}`}
      >
        {episode.transcript !== undefined && (
          <track kind="captions" label="Captions" src={episodeFileUrl(episode.id, "transcript")} />
        )}
      </video>
    );
  }
  return episode.audio === undefined ? null : (
    <audio
      ref={ref}
      controls
      preload="metadata"
      src={episodeFileUrl(episode.id, "audio")}
      className={`w-full ${className}`}
    />
  );
}
