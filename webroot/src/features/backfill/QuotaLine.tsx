import { Gauge } from "lucide-react";
import type { BackfillStatus } from "@/api/types";
import { cx } from "@/lib/cx";
import { exactTime } from "@/lib/format";
import { useNow } from "@/lib/useNow";
import { quotaWords } from "./backfillWords";

/** Who lists the channel, and what that costs of the day. */
export function QuotaLine({ status }: { status: BackfillStatus }) {
  const now = useNow();
  const { quota } = status;
  return (
    <p
      className={cx("flex items-start gap-2 text-sm", quota?.spent === true ? "text-warn" : "text-muted")}
      {...(quota === undefined ? {} : { title: `Renewed at ${exactTime(quota.renewsAt)}` })}
    >
      <Gauge size={14} aria-hidden className="mt-0.5 shrink-0" />
      <span className="min-w-0 tabular-nums">
        {quota === undefined
          ? "Listed from the channel's pages by yt-dlp, which takes a while for a large channel. With a YouTube Data API key it is quicker."
          : `YouTube Data API: ${quotaWords(quota, now)}`}
      </span>
    </p>
  );
}
