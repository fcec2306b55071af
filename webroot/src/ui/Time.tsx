import { exactTime, relativeTime } from "@/lib/format";
import { useNow } from "@/lib/useNow";

/** When something was, seen from now; the exact time is on hover. */
export function Time({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(at)} className="whitespace-nowrap">
      {relativeTime(at, now)}
    </time>
  );
}
