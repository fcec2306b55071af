import type { StatsRange } from "@/api/jobs";
import type { Stats } from "@/api/types";
import { cx } from "@/lib/cx";
import { duration, share } from "@/lib/format";
import { Card, Section } from "@/ui/Card";
import { dropped, ended, figuresOf, type Period, rate } from "./figures";

const HEIGHT = 120;
const OUTCOMES = [
  { words: "Completed", of: (period: Period) => period.completed, fill: "fill-good", dot: "bg-good" },
  { words: "Failed", of: (period: Period) => period.failed, fill: "fill-bad", dot: "bg-bad" },
  { words: "Cancelled or skipped", of: dropped, fill: "fill-line-strong", dot: "bg-line-strong" },
] as const;

const RANGES: Record<StatsRange, { button: string; words: string; axis: [string, string, string] }> = {
  "24h": { button: "24 hours", words: "the last 24 hours", axis: ["24 h ago", "12 h ago", "now"] },
  "30d": { button: "30 days", words: "the last 30 days", axis: ["30 days ago", "15 days ago", "today"] },
};

interface ThroughputProps {
  stats: Pick<Stats, "series" | "throughputPerHour">;
  range: StatsRange;
  onRange: (range: StatsRange) => void;
  /** The figures are of another range than the one that was chosen. */
  stale?: boolean;
}

/** How many jobs ended in each hour or day, stacked by how they ended, and what that comes to. */
export function Throughput({ stats: { series, throughputPerHour }, range, onRange, stale = false }: ThroughputProps) {
  const most = Math.max(1, ...series.map(ended));
  const sums = OUTCOMES.map(({ of }) => series.reduce((sum, period) => sum + of(period), 0));
  const spoken = OUTCOMES.map(({ words }, index) => `${sums[index] ?? 0} ${words.toLowerCase()}`).join(", ");
  const { success, averageSeconds } = figuresOf(series);
  return (
    <Section title="Throughput" aside={<RangeSwitch range={range} onRange={onRange} />}>
      <Card className={cx(stale && "opacity-60")}>
        <dl className="mb-4 grid grid-cols-3 gap-3 sm:max-w-md">
          <Figure name="Done per hour" value={rate(throughputPerHour)} />
          <Figure name="Average duration" value={averageSeconds === undefined ? "–" : duration(averageSeconds)} />
          <Figure name="Success rate" value={success === undefined ? "–" : share(success)} />
        </dl>
        <div className="flex gap-3">
          <div aria-hidden className="flex h-36 flex-col justify-between text-right text-xs text-muted tabular-nums">
            <span>{most.toLocaleString("en")}</span>
            <span>0</span>
          </div>
          <div className="min-w-0 flex-1">
            <svg
              role="img"
              aria-label={`Jobs that ended in ${RANGES[range].words}: ${spoken}`}
              viewBox={`0 0 ${series.length * 10} ${HEIGHT}`}
              preserveAspectRatio="none"
              className="h-36 w-full border-b"
            >
              {series.map((period, index) => (
                <Column key={period.start} period={period} range={range} x={index * 10} scale={HEIGHT / most} />
              ))}
            </svg>
            <div aria-hidden className="mt-1 flex justify-between text-xs text-muted">
              {RANGES[range].axis.map((words) => (
                <span key={words}>{words}</span>
              ))}
            </div>
          </div>
        </div>
        <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {OUTCOMES.map(({ words, dot }, index) => (
            <li key={words} className="flex items-center gap-2">
              <span aria-hidden className={`size-2.5 rounded-xs ${dot}`} />
              {words} <span className="text-muted tabular-nums">{(sums[index] ?? 0).toLocaleString("en")}</span>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function RangeSwitch({ range, onRange }: Pick<ThroughputProps, "range" | "onRange">) {
  return (
    <div role="group" aria-label="Range" className="flex rounded-md border bg-surface p-0.5">
      {(Object.keys(RANGES) as StatsRange[]).map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === range}
          onClick={() => onRange(name)}
          className={cx(
            "h-7 rounded-sm px-2.5 text-sm font-medium",
            name === range ? "bg-sunken" : "text-muted hover:text-text",
          )}
        >
          {RANGES[name].button}
        </button>
      ))}
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex min-w-0 flex-col-reverse justify-end">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="text-lg font-semibold tabular-nums">{value}</dd>
    </div>
  );
}

interface ColumnProps {
  period: Period;
  range: StatsRange;
  x: number;
  scale: number;
}

function Column({ period, range, x, scale }: ColumnProps) {
  const tops = OUTCOMES.map((_outcome, index) =>
    OUTCOMES.slice(0, index + 1).reduce((sum, { of }) => sum + of(period), 0),
  );
  return (
    <g>
      <title>{spokenPeriod(period, range)}</title>
      <rect x={x} width="10" height={HEIGHT} fill="transparent" />
      {OUTCOMES.map(({ words, of, fill }, index) => (
        <rect
          key={words}
          x={x + 1.5}
          width="7"
          y={HEIGHT - (tops[index] ?? 0) * scale}
          height={of(period) * scale}
          className={fill}
        />
      ))}
    </g>
  );
}

function spokenPeriod(period: Period, range: StatsRange): string {
  const start = new Date(period.start);
  const when =
    range === "24h"
      ? start.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })
      : start.toLocaleDateString(undefined, { dateStyle: "medium", timeZone: "UTC" });
  const counts = OUTCOMES.map(({ words, of }) => `${of(period)} ${words.toLowerCase()}`).join(", ");
  return `${when}: ${counts}${period.averageSeconds === undefined ? "" : `; ${duration(period.averageSeconds)} on average`}`;
}
