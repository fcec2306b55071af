import { useQuery } from "@tanstack/react-query";
import { ListPlus, VideoOff } from "lucide-react";
import { useState } from "react";
import { backfillVideosQuery } from "@/api/backfill";
import type { Backfill, BackfillVideoPage } from "@/api/types";
import { count } from "@/lib/format";
import { Button } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Paging } from "@/ui/Paging";
import { SkeletonRows } from "@/ui/Skeleton";
import { sinceWords } from "./backfillWords";
import { FoundVideo } from "./FoundVideo";

const PAGE_SIZE = 20;

interface BackfillFoundProps {
  backfill: Backfill;
  busy: boolean;
  onStart: () => void;
  onOther: () => void;
}

/** What a dry run found, and the button that takes it in. */
export function BackfillFound({ backfill, busy, onStart, onOther }: BackfillFoundProps) {
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useQuery(backfillVideosQuery(backfill.agentId, backfill.id, page, PAGE_SIZE));
  if (data === undefined) {
    return error === null ? (
      <SkeletonRows rows={6} className="h-10" />
    ) : (
      <ErrorState what="The list" error={error} onRetry={() => void refetch()} />
    );
  }
  const wanted = data.fresh - data.leftOut;
  return (
    <div className="flex flex-col gap-4">
      {data.total === 0 ? (
        <EmptyState icon={VideoOff} title={`No video ${sinceWords(backfill.since)}`}>
          {backfill.seen === 0 ? "The channel has no videos." : `${count(backfill.seen, "video")} looked at.`}
        </EmptyState>
      ) : (
        <>
          <p className="font-medium tabular-nums">
            {count(data.total, "video")} {sinceWords(backfill.since)}: {foundWords(data)}.
          </p>
          <div>
            <ul className="divide-y rounded-md border">
              {data.videos.map((video) => (
                <FoundVideo key={video.videoId} video={video} />
              ))}
            </ul>
            <Paging page={page} pageSize={PAGE_SIZE} total={data.total} onPage={setPage} />
          </div>
        </>
      )}
      <div className="sticky -bottom-4 -mx-5 -mb-4 flex flex-wrap justify-end gap-2 border-t bg-surface px-5 py-3">
        <Button onClick={onOther} disabled={busy}>
          Another day
        </Button>
        <Button kind="primary" icon={ListPlus} busy={busy} disabled={wanted === 0} onClick={onStart}>
          {wanted === 0 ? "Nothing to take in" : `Take in ${count(wanted, "video")}`}
        </Button>
      </div>
    </div>
  );
}

function foundWords({ total, fresh, leftOut }: BackfillVideoPage): string {
  const parts = [`${(fresh - leftOut).toLocaleString("en")} new`];
  if (total > fresh) {
    parts.push(`${(total - fresh).toLocaleString("en")} known already`);
  }
  if (leftOut > 0) {
    parts.push(`${leftOut.toLocaleString("en")} left out by the filters`);
  }
  return parts.join(", ");
}
