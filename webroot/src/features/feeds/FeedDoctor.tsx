import { useQuery } from "@tanstack/react-query";
import { RotateCw, Stethoscope } from "lucide-react";
import { feedCheckQuery, type FeedRef } from "@/api/feeds";
import { count, size } from "@/lib/format";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Fold } from "@/ui/Fold";
import { SkeletonRows } from "@/ui/Skeleton";
import { FindingItem } from "./FindingItem";

interface FeedDoctorProps {
  feed: FeedRef;
  /** An episode that is to be looked at before it goes out. */
  episodeId?: string;
}

/** What directories would say of a feed. */
export function FeedDoctor({ feed, episodeId }: FeedDoctorProps) {
  const { data, error, isFetching, refetch } = useQuery(feedCheckQuery(feed, episodeId));
  return (
    <Card>
      <div className="mb-3 flex min-h-8 flex-wrap items-center justify-between gap-3">
        <h2 className="text-lg font-semibold">Feed doctor</h2>
        <Button small icon={RotateCw} busy={isFetching} onClick={() => void refetch()}>
          Check again
        </Button>
      </div>
      {data === undefined ? (
        error === null ? (
          <SkeletonRows rows={3} className="h-14" />
        ) : (
          <ErrorState what="The findings" error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <>
          {data.findings.length === 0 ? (
            <EmptyState icon={Stethoscope} title="Nothing to object to">
              Apple Podcasts, Spotify and the Podcast Index should take it as it is.
            </EmptyState>
          ) : (
            <ul className="divide-y border-t">
              {data.findings.map((finding) => (
                <FindingItem key={finding.code} finding={finding} />
              ))}
            </ul>
          )}
          <p className="mt-3 border-t pt-3 text-sm text-muted tabular-nums">
            Looked at {count(data.episodes, "episode")}; the feed has {size(data.bytes)}
            {data.documents > 1 && ` in the first of ${count(data.documents, "document")}`}.
          </p>
          {data.item !== undefined && (
            <Fold summary="What publishing adds to the feed" className="mt-2">
              <pre className="mt-2 max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-sm whitespace-pre-wrap wording">
                {data.item.replaceAll("><", ">\n<")}
              </pre>
            </Fold>
          )}
        </>
      )}
    </Card>
  );
}
