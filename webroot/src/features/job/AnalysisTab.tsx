import { Brain, Quote } from "lucide-react";
import type { Analysis, JobDetail } from "@/api/types";
import { clock, share } from "@/lib/format";
import { Badge } from "@/ui/Badge";
import { Bar } from "@/ui/Bar";
import { EmptyState } from "@/ui/EmptyState";
import { usePlayer } from "./Player";

/** What the analyser made of the recording. */
export function AnalysisTab({ detail: { analysis } }: { detail: JobDetail }) {
  if (analysis === undefined) {
    return (
      <EmptyState icon={Brain} title="Not analysed yet">
        Summary, insights, topics and chapters stand here once the analysis is done.
      </EmptyState>
    );
  }
  return (
    <div className="flex max-w-3xl flex-col gap-7">
      <div>
        <h3 dir="auto" className="text-lg font-semibold wording">
          {analysis.title}
        </h3>
        <p dir="auto" className="mt-1 leading-relaxed wording">
          {analysis.summary === "" ? "Nothing is known of the content." : analysis.summary}
        </p>
      </div>
      <Verdict analysis={analysis} />
      {analysis.insights.length > 0 && (
        <div>
          <h3 className="mb-2 font-semibold">Insights</h3>
          <ul className="flex flex-col gap-2">
            {analysis.insights.map((insight, index) => (
              <li key={index} className="flex gap-3">
                <Quote size={14} aria-hidden className="mt-1 shrink-0 text-accent" />
                <span dir="auto" className="wording">
                  {insight}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {analysis.topics.length > 0 && (
        <div>
          <h3 className="mb-2 font-semibold">Topics</h3>
          <ul className="flex flex-wrap gap-2">
            {analysis.topics.map((topic, index) => (
              <li key={index} dir="auto" className="rounded-full bg-sunken px-3 py-1 text-sm wording">
                {topic}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Chapters analysis={analysis} />
    </div>
  );
}

function Verdict({ analysis }: { analysis: Analysis }) {
  const by = analysis.analyser === "built-in" ? "the built-in analyser (no network)" : (analysis.model ?? "a service");
  return (
    <div className="rounded-md border bg-surface p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Badge tone={analysis.shouldAutopublish ? "good" : "warn"}>
          {analysis.shouldAutopublish ? "Fit to publish" : "Needs a look"}
        </Badge>
        <span className="text-sm text-muted">By {by}</span>
      </div>
      <p dir="auto" className="mt-2 wording">
        {analysis.reason}
      </p>
      <div className="mt-3 flex items-center gap-3">
        <span className="shrink-0 text-sm text-muted">Confidence</span>
        <Bar percent={analysis.confidence * 100} label="Confidence" />
        <span className="shrink-0 text-sm tabular-nums">{share(analysis.confidence)}</span>
      </div>
    </div>
  );
}

function Chapters({ analysis }: { analysis: Analysis }) {
  const { src, seek } = usePlayer();
  if (analysis.chapters.length === 0) {
    return null;
  }
  return (
    <div>
      <h3 className="mb-2 font-semibold">Chapters</h3>
      <ol className="divide-y rounded-md border bg-surface">
        {analysis.chapters.map((chapter) => (
          <li key={chapter.start}>
            <button
              type="button"
              disabled={src === undefined}
              onClick={() => seek(chapter.start)}
              className="flex w-full gap-4 px-4 py-2 text-left enabled:hover:bg-sunken"
            >
              <span className="w-14 shrink-0 text-accent tabular-nums">{clock(chapter.start)}</span>
              <span dir="auto" className="wording">
                {chapter.title}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
