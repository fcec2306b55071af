import { useRef, useState } from "react";
import { Crosshair, Play } from "lucide-react";
import type { Span, Waveform } from "@/api/types";
import { usePlayer } from "@/features/job/Player";
import { Button } from "@/ui/Button";
import { Input } from "@/ui/Field";
import { type Edge, exactClock, readClock } from "./cut";
import { EdgeHandle } from "./EdgeHandle";
import { Strip } from "./Strip";
import type { CutEditing } from "./useCut";

/** Seconds before and behind the edge. */
const AROUND_S = 8;
const STEPS = [-1, -0.1, 0.1, 1];

interface EdgePanelProps {
  edge: Edge;
  data: Waveform;
  speech: readonly Span[];
  editing: CutEditing;
  onListen: () => void;
}

/** One edge from near: seen, heard, typed, or moved by a little. */
export function EdgePanel({ edge, data, speech, editing, onListen }: EdgePanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const { src, media } = usePlayer();
  const { span } = editing.cut;
  const at = span[edge];
  const [centre, setCentre] = useState(at);
  // What is shown stays while the edge is moved in it, and follows when it is moved out of it.
  if (Math.abs(at - centre) > AROUND_S * 0.8) {
    setCentre(at);
  }
  const from = Math.max(0, Math.min(centre - AROUND_S, data.duration - 2 * AROUND_S));
  const to = Math.min(data.duration, from + 2 * AROUND_S);
  const words = edge === "start" ? "Start" : "End";
  return (
    <section aria-label={words} className="min-w-0">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 className="font-semibold">{words}</h2>
        <ClockInput label={`${words} as a time`} value={at} onChange={(time) => editing.move(edge, time)} />
        <div role="group" aria-label={`Move the ${words.toLowerCase()}`} className="flex">
          {STEPS.map((step) => (
            <button
              key={step}
              type="button"
              aria-label={`${words} ${step > 0 ? "later" : "earlier"} by ${Math.abs(step)} s`}
              onClick={() => editing.move(edge, at + step)}
              className="h-8 border-y border-l px-2 text-sm tabular-nums first:rounded-l-md last:rounded-r-md last:border-r hover:bg-sunken"
            >
              {step > 0 ? "+" : "−"}
              {Math.abs(step)}
            </button>
          ))}
        </div>
      </div>
      <Strip box={box} data={data} speech={speech} chosen={span} from={from} to={to} className="h-20">
        <EdgeHandle
          edge={edge}
          at={at}
          from={from}
          to={to}
          strip={box}
          duration={data.duration}
          onMove={(place) => editing.move(edge, place)}
        />
      </Strip>
      {src !== undefined && (
        <div className="mt-2 flex flex-wrap gap-2">
          <Button small icon={Play} onClick={onListen}>
            {edge === "start" ? "Play from the start" : "Play to the end"}
          </Button>
          <Button small icon={Crosshair} onClick={() => editing.move(edge, media.current?.currentTime ?? at)}>
            {edge === "start" ? "Start" : "End"} where it plays
          </Button>
        </div>
      )}
    </section>
  );
}

/** A time that can be typed; it counts when it is left or entered, and goes back when it makes no sense. */
function ClockInput({ label, value, onChange }: { label: string; value: number; onChange: (time: number) => void }) {
  const [typed, setTyped] = useState<string>();
  const take = (): void => {
    const time = typed === undefined ? undefined : readClock(typed);
    if (time !== undefined) {
      onChange(time);
    }
    setTyped(undefined);
  };
  return (
    <Input
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      className="h-8! w-24! tabular-nums"
      value={typed ?? exactClock(value)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          event.currentTarget.blur();
        } else if (event.key === "Escape") {
          setTyped(undefined);
        }
      }}
    />
  );
}
