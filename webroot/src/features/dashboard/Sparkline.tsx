const WIDTH = 96;
const HEIGHT = 28;

interface SparklineProps {
  /** One value a step; null where there is none. */
  values: (number | null)[];
  /** The value at the top; the largest of them when left out. */
  most?: number;
  label: string;
}

/** A line without axes: the shape of a number over time. */
export function Sparkline({ values, most, label }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  const top = Math.max(most ?? 0, ...known, 0.001);
  const step = WIDTH / Math.max(1, values.length - 1);
  const points = values
    .map((value, index) => ({ x: index * step, value }))
    .filter((point): point is { x: number; value: number } => point.value !== null)
    .map(({ x, value }) => `${x.toFixed(1)},${(HEIGHT - 2 - (value / top) * (HEIGHT - 4)).toFixed(1)}`);
  if (known.length < 2) {
    return null;
  }
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="h-7 w-20 shrink-0 overflow-visible max-sm:hidden xl:w-24"
    >
      <polyline
        points={points.join(" ")}
        fill="none"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
        className="stroke-accent"
      />
    </svg>
  );
}
