import { cx } from "@/lib/cx";

/** The grey shape of what is being loaded. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx("animate-pulse-soft rounded-md bg-sunken", className)} />;
}

/** Several rows of it, said once to screen readers. */
export function SkeletonRows({ rows = 4, className = "h-14" }: { rows?: number; className?: string }) {
  return (
    <div role="status" className="flex flex-col gap-2">
      <span className="sr-only">Loading</span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} className={className} />
      ))}
    </div>
  );
}
