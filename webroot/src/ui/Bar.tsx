import { cx } from "@/lib/cx";

interface BarProps {
  /** 0 to 100. */
  percent: number;
  label: string;
  tone?: "accent" | "good" | "bad" | "muted";
  /** Percentages that get a tick: where stages begin. */
  ticks?: readonly number[];
}

const TONES = { accent: "bg-accent", good: "bg-good", bad: "bg-bad", muted: "bg-line-strong" };

/** A bar of progress. It moves by transform, so that nothing around it is laid out again. */
export function Bar({ percent, label, tone = "accent", ticks = [] }: BarProps) {
  const held = Math.max(0, Math.min(100, percent));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(held)}
      aria-valuemin={0}
      aria-valuemax={100}
      className="relative h-1.5 w-full overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
    >
      <div
        className={cx("h-full origin-left rounded-full transition-transform duration-300 ease-out", TONES[tone])}
        style={{ transform: `scaleX(${held / 100})` }}
      />
      {ticks.map((tick) => (
        <span key={tick} aria-hidden className="absolute inset-y-0 w-px bg-surface" style={{ left: `${tick}%` }} />
      ))}
    </div>
  );
}
