import { useQuery } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { speechQuery, waveformQuery } from "@/api/jobs";
import type { JobDetail } from "@/api/types";
import { clock, duration, share } from "@/lib/format";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Select } from "@/ui/Field";
import { Skeleton } from "@/ui/Skeleton";
import { usePlayer, usePlayTime } from "./Player";
import { fileOf, madeAt } from "./sources";
import { Waveform } from "./Waveform";

const BACK_S = 15;
const ON_S = 30;
const SPEEDS = [0.75, 1, 1.25, 1.5, 2];

/** The recording across the top of a job: to see, and to hear. Nothing until there is a waveform. */
export function Recording({ detail }: { detail: JobDetail }) {
  const version = madeAt(detail, "speech_detection");
  const waveform = useQuery(waveformQuery(detail.job.id, fileOf(detail, "waveform", true)?.name, version));
  const speech = useQuery(speechQuery(detail.job.id, fileOf(detail, "speech", true)?.name, version));
  const chosen = detail.analysis?.episode;
  const data = waveform.data;
  if (data === undefined || data.duration <= 0) {
    return waveform.isLoading ? <Skeleton className="mb-5 h-40" /> : null;
  }
  return (
    <Card className="mb-6">
      <Waveform data={data} speech={speech.data?.segments ?? []} chosen={chosen} />
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <Controls length={data.duration} />
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted tabular-nums">
          {speech.data !== undefined && (
            <span className="inline-flex items-center gap-2">
              <span aria-hidden className="h-3 w-1 rounded-full bg-accent" />
              {share(speech.data.ratio)} speech
            </span>
          )}
          {chosen !== undefined && (
            <span className="inline-flex items-center gap-2">
              <span aria-hidden className="h-3 w-2.5 rounded-xs border-x-2 border-accent" />
              Episode {clock(chosen.start)}–{clock(chosen.end)} ({duration(chosen.end - chosen.start)})
            </span>
          )}
        </p>
      </div>
    </Card>
  );
}

function Controls({ length }: { length: number }) {
  const player = usePlayer();
  const { src, playing, toggle, seek } = player;
  const time = usePlayTime();
  const [speed, setSpeed] = useState(1);
  if (src === undefined) {
    return <p className="text-muted tabular-nums">{clock(length)}</p>;
  }
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Button kind="primary" icon={playing ? Pause : Play} onClick={toggle}>
        {playing ? "Pause" : "Play"}
      </Button>
      <Button kind="quiet" className="px-2!" aria-label={`−${BACK_S} s, back`} onClick={() => seek(time - BACK_S)}>
        −{BACK_S} s
      </Button>
      <Button
        kind="quiet"
        className="px-2!"
        aria-label={`+${ON_S} s, on`}
        onClick={() => seek(Math.min(length, time + ON_S))}
      >
        +{ON_S} s
      </Button>
      <p className="mr-2 ml-1 whitespace-nowrap text-muted tabular-nums">
        {clock(time)} / {clock(length)}
      </p>
      <Select
        aria-label="Speed"
        className="w-22!"
        value={speed}
        onChange={(event) => {
          const wanted = Number(event.target.value);
          setSpeed(wanted);
          player.setSpeed(wanted);
        }}
      >
        {SPEEDS.map((value) => (
          <option key={value} value={value}>
            {value} ×
          </option>
        ))}
      </Select>
    </div>
  );
}
