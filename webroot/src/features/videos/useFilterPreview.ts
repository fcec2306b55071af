import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { FilterPreview, VideoFilters } from "@/api/types";
import { filterPreviewQuery } from "@/api/videos";

const TYPING_MS = 400;

interface Tried {
  data: FilterPreview | undefined;
  error: Error | null;
  /** What is shown is about other filters than those that stand in the form. */
  stale: boolean;
}

/** What filters would do to the newest videos, a moment after the last change of them. */
export function useFilterPreview(agentId: string, filters: VideoFilters): Tried {
  const now = JSON.stringify(filters);
  const [asked, setAsked] = useState(now);
  useEffect(() => {
    if (asked === now) {
      return undefined;
    }
    const timer = setTimeout(() => setAsked(now), TYPING_MS);
    return () => clearTimeout(timer);
  }, [asked, now]);
  const { data, error, isPlaceholderData } = useQuery(filterPreviewQuery(agentId, JSON.parse(asked) as VideoFilters));
  return { data: error === null ? data : undefined, error, stale: isPlaceholderData || asked !== now };
}
