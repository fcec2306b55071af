import { Clock3, Loader2 } from "lucide-react";
import type { Backfill } from "@/api/types";
import { useNow } from "@/lib/useNow";
import { Bar } from "@/ui/Bar";
import { nowWords, percent, resultWords } from "./backfillWords";

/** How far a backfill is that has not ended. */
export function BackfillProgress({ backfill }: { backfill: Backfill }) {
  const now = useNow();
  const waits = backfill.resumesAt !== undefined;
  const Icon = waits ? Clock3 : Loader2;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p role="status" className="flex items-start gap-2 tabular-nums">
        <Icon
          size={16}
          aria-hidden
          className={waits ? "mt-0.5 shrink-0 text-warn" : "mt-0.5 shrink-0 animate-spin text-accent"}
        />
        <span className="min-w-0 wording">{nowWords(backfill, now)}</span>
      </p>
      {backfill.state === "taking" && (
        <>
          <Bar percent={percent(backfill)} label="Videos taken in" />
          <p className="text-sm text-muted tabular-nums">{resultWords(backfill)}</p>
        </>
      )}
    </div>
  );
}
