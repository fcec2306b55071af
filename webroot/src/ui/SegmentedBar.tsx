import { cx } from "@/lib/cx";

export interface Segment {
  name: string;
  /** How much of the whole; the rest of the bar stays empty. */
  value: number;
  className: string;
}

/** The least of the bar that a part takes which is there at all. */
const LEAST = 0.004;

/** One bar in parts. They move by transform, so that nothing around it is laid out again. */
export function SegmentedBar({ segments, total, label, tall = false }: SegmentedBarProps) {
  const shown = segments.filter(({ value }) => value > 0);
  const words = shown.map(({ name, value }) => `${value.toLocaleString("en")} ${name.toLowerCase()}`).join(", ");
  return (
    <div
      role="img"
      aria-label={words === "" ? label : `${label}: ${words}`}
      className={cx(
        "relative w-full overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset",
        tall ? "h-4" : "h-2",
      )}
    >
      {placed(segments, total).map(({ name, className, left, share }) => (
        <span
          key={name}
          className={cx(
            "absolute inset-y-0 left-0 w-full origin-left transition-transform duration-300 ease-out",
            className,
          )}
          style={{ transform: `translateX(${left * 100}%) scaleX(${share})` }}
        />
      ))}
    </div>
  );
}

interface SegmentedBarProps {
  /** In their order; of one that is empty nothing is seen, but it can grow. */
  segments: Segment[];
  total: number;
  label: string;
  tall?: boolean;
}

/** Each part with its left end and its width, as shares of the bar. */
function placed(segments: Segment[], total: number): (Segment & { left: number; share: number })[] {
  const widths = segments.map(({ value }) => (value === 0 || total === 0 ? 0 : Math.max(LEAST, value / total)));
  return segments.map((segment, index) => {
    const left = Math.min(
      1,
      widths.slice(0, index).reduce((sum, width) => sum + width, 0),
    );
    return { ...segment, left, share: Math.min(1 - left, widths[index] ?? 0) };
  });
}
