import { Search } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import type { VideoStatus } from "@/api/types";
import type { VideoFilter } from "@/api/videos";
import { cx } from "@/lib/cx";
import { VIDEO_STATUS_WORDS } from "@/lib/words";
import { Input } from "@/ui/Field";

const TYPING_MS = 300;
const STATUSES: VideoStatus[] = ["queued", "processed", "ignored", "failed"];

interface VideoFilterBarProps {
  filter: VideoFilter;
  onChange: (filter: VideoFilter) => void;
}

/** What narrows the list of videos. */
export function VideoFilterBar({ filter, onChange }: VideoFilterBarProps) {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-3">
      <TitleSearch key={filter.q ?? ""} value={filter.q ?? ""} onChange={(q) => onChange({ ...filter, q })} />
      <div className="flex flex-wrap gap-1.5" role="group" aria-label="Status">
        {STATUSES.map((status) => {
          const chosen = filter.status === status;
          return (
            <button
              key={status}
              type="button"
              aria-pressed={chosen}
              onClick={() => onChange({ ...filter, status: chosen ? undefined : status })}
              className={cx(
                "h-8 rounded-full border px-3 text-sm font-medium",
                chosen
                  ? "border-accent bg-accent-soft text-accent"
                  : "bg-surface text-muted hover:bg-sunken hover:text-text",
              )}
            >
              {VIDEO_STATUS_WORDS[status]}
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** Searches a moment after the last key. */
function TitleSearch({ value, onChange }: { value: string; onChange: (q: string | undefined) => void }) {
  const [text, setText] = useState(value);
  const search = useEffectEvent((q: string) => onChange(q.trim() === "" ? undefined : q.trim()));
  useEffect(() => {
    if (text.trim() === value) {
      return undefined;
    }
    const timer = setTimeout(() => search(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <span className="relative max-w-md min-w-52 flex-1 basis-64">
      <Search size={16} aria-hidden className="pointer-events-none absolute top-2.5 left-3 text-muted" />
      <Input
        type="search"
        aria-label="Search videos by title"
        placeholder="Search by title"
        dir="auto"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="pl-9"
      />
    </span>
  );
}
