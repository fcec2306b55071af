import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { RotateCw, Scissors, Undo2 } from "lucide-react";
import { episodesChanged, updateEpisode } from "@/api/episodes";
import { jobQuery, retryJob } from "@/api/jobs";
import { messageOf } from "@/api/problem";
import type { Episode, Recut } from "@/api/types";
import { useJobEvents } from "@/live/useJobEvents";
import { Bar } from "@/ui/Bar";
import { Button } from "@/ui/Button";
import { useToast } from "@/ui/Toast";
import { exactClock, isUnderWay } from "./cut";

/** How the new cut stands that was asked for; nothing when none was. */
export function RecutNote({ episode }: { episode: Episode }) {
  const { recut } = episode;
  if (recut === undefined) {
    return null;
  }
  return isUnderWay(recut.status) ? (
    <Cutting episode={episode} recut={recut} />
  ) : (
    <Stopped episode={episode} recut={recut} />
  );
}

function Cutting({ episode, recut }: { episode: Episode; recut: Recut }) {
  useJobEvents(recut.jobId);
  const { data } = useQuery(jobQuery(recut.jobId));
  const job = data?.job ?? recut;
  return (
    <div role="status" className="rounded-md border bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Scissors size={16} aria-hidden className="shrink-0 text-accent" />
        <p className="min-w-0 flex-1 basis-60">
          <span className="font-medium">Being cut anew</span>{" "}
          <span className="text-muted tabular-nums">
            {exactClock(recut.span.start)}–{exactClock(recut.span.end)} · {job.message ?? "Waiting in the queue"}
          </span>
        </p>
        <Link to="/jobs/$jobId" params={{ jobId: recut.jobId }} className="text-accent hover:underline">
          Its job
        </Link>
        <KeepButton episode={episode} />
      </div>
      <div className="mt-2">
        <Bar percent={job.progress} label="Cutting" />
      </div>
      <p className="mt-1.5 text-sm text-muted">
        {episode.published
          ? "Listeners hear the old cut until the new one is in."
          : "Until then the episode is as it was."}
      </p>
    </div>
  );
}

function Stopped({ episode, recut }: { episode: Episode; recut: Recut }) {
  const client = useQueryClient();
  const say = useToast();
  const again = useMutation({
    mutationFn: () => retryJob(recut.jobId),
    onError: (failure) => say(messageOf(failure), "bad"),
    onSettled: () => episodesChanged(client),
  });
  return (
    <div role="alert" className="rounded-md border border-l-4 border-l-bad bg-surface px-4 py-3">
      <p className="font-medium wording">
        {recut.status === "failed" ? "It could not be cut anew." : "The new cut was cancelled."}
      </p>
      {recut.error !== undefined && <p className="text-muted wording">{recut.error}</p>}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button small icon={RotateCw} busy={again.isPending} onClick={() => again.mutate()}>
          Try again
        </Button>
        <KeepButton episode={episode} />
      </div>
    </div>
  );
}

/** Takes the wish for another cut back. */
function KeepButton({ episode }: { episode: Episode }) {
  const client = useQueryClient();
  const say = useToast();
  const { span, sourceChapters } = episode;
  const keep = useMutation({
    mutationFn: () => updateEpisode(episode.id, span === undefined ? {} : { span, sourceChapters }),
    onSuccess: () => say("The episode stays as it was"),
    onError: (failure) => say(messageOf(failure), "bad"),
    onSettled: () => episodesChanged(client),
  });
  return (
    span !== undefined && (
      <Button small icon={Undo2} busy={keep.isPending} onClick={() => keep.mutate()}>
        Keep it as it was
      </Button>
    )
  );
}
