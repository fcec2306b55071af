import { Clapperboard, FileAudio, FileText, Link2, type LucideIcon } from "lucide-react";
import type { JobType } from "@/api/types";
import { TYPE_WORDS } from "@/lib/words";

const ICONS: Record<JobType, LucideIcon> = {
  youtube: Link2,
  upload: FileAudio,
  transcript: FileText,
  render: Clapperboard,
};

/** What a job starts from. */
export function SourceIcon({ type }: { type: JobType }) {
  const Icon = ICONS[type];
  return (
    <span title={TYPE_WORDS[type]} className="inline-flex shrink-0 text-muted">
      <Icon size={16} aria-hidden />
      <span className="sr-only">{TYPE_WORDS[type]}</span>
    </span>
  );
}
