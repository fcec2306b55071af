import type { Stats } from "@/api/types";
import { Card, Section } from "@/ui/Card";

type Hour = Stats["series"][number];

const HEIGHT = 120;
const OUTCOMES = [
  { name: "completed", words: "Completed", fill: "fill-good", dot: "bg-good" },
  { name: "failed", words: "Failed", fill: "fill-bad", dot: "bg-bad" },
  { name: "cancelled", words: "Cancelled", fill: "fill-line-strong", dot: "bg-line-strong" },
] as const;

/** How many jobs ended in each of the last 24 hours, stacked by how they ended. */
export function Throughput({ series }: { series: Hour[] }) {
  const most = Math.max(1, ...series.map(total));
  const sums = OUTCOMES.map((outcome) => series.reduce((sum, hour) => sum + hour[outcome.name], 0));
  const spoken = OUTCOMES.map(({ words }, index) => `${sums[index] ?? 0} ${words.toLowerCase()}`).join(", ");
  return (
    <Section title="Last 24 hours">
      <Card>
        <div className="flex gap-3">
          <div aria-hidden className="flex flex-col justify-between text-right text-xs text-muted tabular-nums">
            <span>{most}</span>
            <span>0</span>
          </div>
          <svg
            role="img"
            aria-label={`Jobs that ended in the last 24 hours: ${spoken}`}
            viewBox={`0 0 ${series.length * 10} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="h-36 w-full border-b"
          >
            {series.map((hour, index) => (
              <Column key={hour.start} hour={hour} x={index * 10} scale={HEIGHT / most} />
            ))}
          </svg>
        </div>
        <div aria-hidden className="mt-1 flex justify-between pl-6 text-xs text-muted">
          <span>24 h ago</span>
          <span>12 h ago</span>
          <span>now</span>
        </div>
        <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {OUTCOMES.map(({ name, words, dot }, index) => (
            <li key={name} className="flex items-center gap-2">
              <span aria-hidden className={`size-2.5 rounded-xs ${dot}`} />
              {words} <span className="text-muted tabular-nums">{(sums[index] ?? 0).toLocaleString("en")}</span>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function total(hour: Hour): number {
  return hour.completed + hour.failed + hour.cancelled;
}

function Column({ hour, x, scale }: { hour: Hour; x: number; scale: number }) {
  const from = new Date(hour.start).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
  const below = (index: number): number =>
    OUTCOMES.slice(0, index + 1).reduce((sum, outcome) => sum + hour[outcome.name], 0);
  return (
    <g>
      <title>{`${from}: ${OUTCOMES.map(({ name, words }) => `${hour[name]} ${words.toLowerCase()}`).join(", ")}`}</title>
      <rect x={x} width="10" height={HEIGHT} fill="transparent" />
      {OUTCOMES.map(({ name, fill }, index) => (
        <rect
          key={name}
          x={x + 1.5}
          width="7"
          y={HEIGHT - below(index) * scale}
          height={hour[name] * scale}
          className={fill}
        />
      ))}
    </g>
  );
}
