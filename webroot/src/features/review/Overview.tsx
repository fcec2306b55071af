import { useRef, type RefObject } from "react";
import type { Chapter, Span, Waveform } from "@/api/types";
import { EdgeHandle } from "./EdgeHandle";
import type { CutEditing } from "./useCut";
import { Strip } from "./Strip";

interface OverviewProps {
  data: Waveform;
  speech: readonly Span[];
  editing: CutEditing;
  startHandle: RefObject<HTMLDivElement | null>;
  endHandle: RefObject<HTMLDivElement | null>;
}

/** All of the recording, with the edges of the episode and the places of its chapters. */
export function Overview({ data, speech, editing, startHandle, endHandle }: OverviewProps) {
  const box = useRef<HTMLDivElement>(null);
  const { span, chapters } = editing.cut;
  const { duration } = data;
  const shared = { from: 0, to: duration, strip: box, duration, keyboard: true };
  return (
    <Strip box={box} data={data} speech={speech} chosen={span} from={0} to={duration} className="h-24">
      {chapters.map((chapter: Chapter) => (
        <span
          key={chapter.start}
          aria-hidden
          title={chapter.title}
          className="absolute top-0 h-2.5 w-0.5 -translate-x-1/2 bg-text"
          style={{ left: `${((chapter.start / duration) * 100).toFixed(3)}%` }}
        />
      ))}
      <EdgeHandle
        {...shared}
        ref={startHandle}
        edge="start"
        at={span.start}
        onMove={(to) => editing.move("start", to)}
      />
      <EdgeHandle {...shared} ref={endHandle} edge="end" at={span.end} onMove={(to) => editing.move("end", to)} />
    </Strip>
  );
}
