import { duration, size } from "@/lib/format";
import { useNow } from "@/lib/useNow";
import { Bar } from "@/ui/Bar";
import type { Sending } from "./useSubmission";

/** A speed of less than this many seconds says nothing yet. */
const SETTLED_S = 2;

/** How far an upload is, how fast, and how long it will take. */
export function SendingBar({ sending: { sent, total, since } }: { sending: Sending }) {
  const now = useNow();
  const seconds = (now - since) / 1000;
  const speed = seconds >= SETTLED_S ? sent / seconds : 0;
  return (
    <div className="mt-4">
      <Bar percent={total === 0 ? 100 : (sent / total) * 100} label="Upload" />
      <p className="mt-1.5 flex justify-between gap-4 text-sm text-muted tabular-nums">
        <span>
          {size(sent)} of {size(total)}
        </span>
        {sent >= total ? (
          <span>The server is taking it in…</span>
        ) : (
          speed > 0 && (
            <span>
              {size(speed)}/s, {duration((total - sent) / speed)} left
            </span>
          )
        )}
      </p>
    </div>
  );
}
