import { Download } from "lucide-react";
import { jobFileUrl } from "@/api/jobs";
import type { JobDetail } from "@/api/types";
import { size } from "@/lib/format";
import { buttonClass } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { usePlayer } from "./Player";
import { fileOf } from "./sources";

/** The video that a job made, to be seen and taken away. Nothing until there is one. */
export function RenderedVideo({ detail }: { detail: JobDetail }) {
  const { src, wiring } = usePlayer();
  const video = fileOf(detail, "video");
  if (video === undefined || src === undefined) {
    return null;
  }
  return (
    <Card className="mb-6 max-w-4xl">
      <video {...wiring} controls preload="metadata" src={src} className="aspect-video w-full rounded-md bg-black" />
      <a href={jobFileUrl(detail.job.id, video.name)} download={video.name} className={buttonClass() + " mt-3"}>
        <Download size={16} aria-hidden />
        Download the video ({size(video.bytes)})
      </a>
    </Card>
  );
}
