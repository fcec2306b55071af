import type { HTMLAttributes, ReactNode } from "react";
import { cx } from "@/lib/cx";

export function Card({ className, ...rest }: HTMLAttributes<HTMLDivElement>) {
  return <div className={cx("rounded-md border bg-surface p-4", className)} {...rest} />;
}

interface SectionProps {
  title: string;
  /** What stands beside the title: counts, links, buttons. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A titled part of a page. */
export function Section({ title, aside, className, children }: SectionProps) {
  return (
    <section className={cx("min-w-0", className)}>
      <div className="mb-3 flex min-h-8 items-center justify-between gap-4">
        <h2 className="text-lg font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
