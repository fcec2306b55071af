import {
  Download,
  File,
  FileAudio,
  FileJson,
  FileText,
  FileVideo,
  FolderOpen,
  Image,
  type LucideIcon,
} from "lucide-react";
import { jobFileUrl } from "@/api/jobs";
import type { JobDetail, StoredFile } from "@/api/types";
import { size } from "@/lib/format";
import { EmptyState } from "@/ui/EmptyState";
import { buttonClass } from "@/ui/Button";

const KINDS: Record<string, string> = {
  source: "The recording as it came",
  captions: "Captions of the source",
  given_transcript: "The transcript as it came",
  waveform: "Waveform",
  speech: "Where people talk",
  transcript: "Transcript",
  thumbnail: "Picture from the video",
  cover: "Cover of the episode",
  audio: "The episode's audio",
  narration: "The spoken text",
  narration_times: "When each sentence is spoken",
  title_card: "Title card",
  video: "The video",
  chapters: "Chapters of the episode",
};

function iconOf({ contentType }: StoredFile): LucideIcon {
  const icons: [string, LucideIcon][] = [
    ["audio/", FileAudio],
    ["video/", FileVideo],
    ["image/", Image],
    ["application/json", FileJson],
    ["text/", FileText],
  ];
  return icons.find(([prefix]) => contentType.startsWith(prefix))?.[1] ?? File;
}

/** Everything the job stored. */
export function FilesTab({ detail: { job, files } }: { detail: JobDetail }) {
  if (files.length === 0) {
    return (
      <EmptyState icon={FolderOpen} title="No files yet">
        What the stages make stands here, to be downloaded.
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y rounded-md border bg-surface">
      {files.map((file) => {
        const Icon = iconOf(file);
        return (
          <li key={file.name} className="flex items-center gap-3 px-4 py-2.5">
            <Icon size={18} aria-hidden className="shrink-0 text-muted" />
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{KINDS[file.kind] ?? file.kind}</p>
              <p className="truncate text-sm text-muted tabular-nums">
                <span className="font-mono text-xs">{file.name}</span> · {size(file.bytes)}
              </p>
            </div>
            <a
              href={jobFileUrl(job.id, file.name)}
              download={file.name}
              aria-label={`Download ${file.name}`}
              className={buttonClass("secondary", true)}
            >
              <Download size={16} aria-hidden />
              <span className="max-sm:hidden">Download</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
