import { useQuery } from "@tanstack/react-query";
import { Pause, Pencil, Play } from "lucide-react";
import { useRef, useState } from "react";
import { closeupQuery, speechQuery, transcriptQuery, waveformQuery } from "@/api/jobs";
import type { Episode, JobDetail } from "@/api/types";
import { useShortcuts } from "@/app/shortcuts";
import { EpisodeForm } from "@/features/episodes/EpisodeForm";
import { EpisodePlayer } from "@/features/episodes/EpisodePlayer";
import { EpisodeStateBadge } from "@/features/episodes/EpisodeStateBadge";
import { whyNotPublishable } from "@/features/episodes/whyNotPublishable";
import { usePlayer, usePlayTime } from "@/features/job/Player";
import { fileOf, madeAt } from "@/features/job/sources";
import { duration, share } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Time } from "@/ui/Time";
import { ChapterEditor } from "./ChapterEditor";
import { exactClock } from "./cut";
import { DecisionBar } from "./DecisionBar";
import { EdgePanel } from "./EdgePanel";
import { Keys } from "./Keys";
import { Overview } from "./Overview";
import { type Neighbours, QueueSteps } from "./QueueSteps";
import { RecutNote } from "./RecutNote";
import { ReviewTranscript } from "./ReviewTranscript";
import { ScheduleDialog } from "./ScheduleDialog";
import { type CutEditing, useCut } from "./useCut";
import { useDecisions } from "./useDecisions";

/** How much of the end is heard before it. */
const BEFORE_END_S = 5;
const NO_SPEECH: never[] = [];

interface ReviewEditorProps {
  episode: Episode;
  detail: JobDetail;
  neighbours: Neighbours;
  onGo: (episodeId: string) => void;
  onSettled: () => void;
}

/** One episode under review: seen, heard, cut, and decided of. */
export function ReviewEditor({ episode, detail, neighbours, onGo, onSettled }: ReviewEditorProps) {
  const { id } = detail.job;
  const heardAt = madeAt(detail, "speech_detection");
  const waveform = useQuery(waveformQuery(id, fileOf(detail, "waveform", true)?.name, heardAt)).data;
  const closeup = useQuery(closeupQuery(id, fileOf(detail, "closeup", true)?.name, heardAt)).data;
  const speech = useQuery(speechQuery(id, fileOf(detail, "speech", true)?.name, heardAt)).data;
  const transcript = useQuery(
    transcriptQuery(id, fileOf(detail, "transcript", true)?.name, madeAt(detail, "transcription")),
  ).data;
  const length = waveform?.duration ?? detail.metadata?.durationSeconds ?? episode.span?.end ?? 0;
  const editing = useCut(episode, length);
  const decisions = useDecisions(episode, editing, onSettled);
  const player = usePlayer();
  const [scheduling, setScheduling] = useState(false);
  const startHandle = useRef<HTMLDivElement>(null);
  const endHandle = useRef<HTMLDivElement>(null);
  const cuttable = episode.span !== undefined;
  const { span } = editing.cut;
  const listenToStart = (): void => player.play(span.start);
  const listenToEnd = (): void => player.play(Math.max(span.start, span.end - BEFORE_END_S), span.end);
  const now = (): number => player.media.current?.currentTime ?? 0;
  const publishable = !episode.published && whyNotPublishable(episode) === undefined;

  const unlessBusy = (able: boolean, act: () => void) => (): void => {
    if (able && !decisions.busy) {
      act();
    }
  };
  useShortcuts({
    " ": player.toggle,
    s: () => editing.move("start", now()),
    e: () => editing.move("end", now()),
    p: listenToStart,
    l: listenToEnd,
    "[": () => startHandle.current?.focus(),
    "]": () => endHandle.current?.focus(),
    ArrowLeft: () => player.seek(now() - 5),
    ArrowRight: () => player.seek(now() + 5),
    m: () => editing.addChapter(now()),
    a: unlessBusy(publishable, () => decisions.publish()),
    d: unlessBusy(publishable, () => setScheduling(true)),
    x: unlessBusy(episode.held, decisions.reject),
    c: unlessBusy(editing.changed, decisions.save),
    j: () => neighbours.next !== undefined && onGo(neighbours.next),
    k: () => neighbours.previous !== undefined && onGo(neighbours.previous),
  });

  return (
    <article>
      <Heading episode={episode} />
      <div className="mt-4 flex flex-col gap-4 empty:hidden">
        <RecutNote episode={episode} />
      </div>
      {episode.video !== undefined && <Shown episode={episode} />}
      {cuttable && waveform !== undefined && (
        <Card className="mt-4 flex flex-col gap-4">
          <Overview
            data={waveform}
            speech={speech?.segments ?? NO_SPEECH}
            editing={editing}
            startHandle={startHandle}
            endHandle={endHandle}
          />
          <Playing editing={editing} length={waveform.duration} />
          <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
            {(["start", "end"] as const).map((edge) => (
              <EdgePanel
                key={edge}
                edge={edge}
                data={closeup ?? waveform}
                speech={speech?.segments ?? NO_SPEECH}
                editing={editing}
                onListen={edge === "start" ? listenToStart : listenToEnd}
              />
            ))}
          </div>
        </Card>
      )}
      {cuttable && (
        <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <section aria-label="What is said">
            <h2 className="mb-2 flex min-h-8 items-center text-lg font-semibold">Transcript</h2>
            {transcript !== undefined && transcript.segments.length > 0 ? (
              <ReviewTranscript segments={transcript.segments} editing={editing} />
            ) : (
              <p className="rounded-md border border-dashed px-4 py-5 text-center text-muted">
                {transcript?.note ?? "There is no transcript."}
              </p>
            )}
          </section>
          <div className="flex min-w-0 flex-col gap-6">
            <ChapterEditor editing={editing} />
            <Keys />
          </div>
        </div>
      )}
      <DecisionBar episode={episode} editing={editing} decisions={decisions} onSchedule={() => setScheduling(true)}>
        <QueueSteps neighbours={neighbours} onGo={onGo} />
      </DecisionBar>
      <ScheduleDialog
        open={scheduling}
        onOpenChange={setScheduling}
        at={episode.publishAt}
        onSchedule={(at) => decisions.publish(at)}
      />
    </article>
  );
}

function Heading({ episode }: { episode: Episode }) {
  const [writing, setWriting] = useState(false);
  return (
    <header>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <EpisodeStateBadge episode={episode} />
        {episode.confidence !== undefined && (
          <Badge tone={episode.confidence < 0.5 ? "warn" : "muted"}>{share(episode.confidence)} sure</Badge>
        )}
        <span className="text-muted">
          Made <Time at={episode.createdAt} />
        </span>
      </div>
      <div className="mt-2 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <h1 dir="auto" className="line-clamp-3 min-w-0 flex-1 basis-72 text-xl font-semibold tracking-tight wording">
          {episode.title}
        </h1>
        {!writing && (
          <Button small icon={Pencil} onClick={() => setWriting(true)}>
            Edit texts
          </Button>
        )}
      </div>
      {episode.reason !== "" && <p className="mt-1 max-w-prose text-muted wording">{episode.reason}</p>}
      {writing && <EpisodeForm episode={episode} onDone={() => setWriting(false)} />}
    </header>
  );
}

/** A video, played by the same keys as a recording. */
function Shown({ episode }: { episode: Episode }) {
  const { ref } = usePlayer().wiring;
  return <EpisodePlayer ref={ref} episode={episode} className="mt-4" />;
}

function Playing({ editing, length }: { editing: CutEditing; length: number }) {
  const { src, playing, toggle } = usePlayer();
  const time = usePlayTime();
  const { span } = editing.cut;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {src !== undefined && (
        <Button icon={playing ? Pause : Play} onClick={toggle}>
          {playing ? "Pause" : "Play"}
        </Button>
      )}
      <p className="text-muted tabular-nums">
        {exactClock(time)} / {exactClock(length)}
      </p>
      <p className="tabular-nums sm:ml-auto">
        <span className="font-medium">
          {exactClock(span.start)}–{exactClock(span.end)}
        </span>{" "}
        <span className="text-muted">{duration(span.end - span.start)}</span>
      </p>
    </div>
  );
}
