import { AudioLines } from "lucide-react";
import { episodeFileUrl } from "@/api/episodes";
import type { Episode } from "@/api/types";
import { cx } from "@/lib/cx";

/** The episode's picture, or a quiet stand-in. */
export function Cover({ episode, className }: { episode: Episode; className?: string }) {
  const look = cx("shrink-0 rounded-md border bg-sunken object-cover", className);
  return episode.cover === undefined ? (
    <span aria-hidden className={cx(look, "inline-flex items-center justify-center text-muted")}>
      <AudioLines size={20} />
    </span>
  ) : (
    <img src={episodeFileUrl(episode.id, "cover")} alt="" loading="lazy" className={look} />
  );
}
