import type { ReactNode } from "react";

interface PageHeaderProps {
  title: string;
  /** How many the page lists. */
  count?: number | undefined;
  /** Whether there are more than that. */
  atLeast?: boolean;
  actions?: ReactNode;
}

export function PageHeader({ title, count, atLeast = false, actions }: PageHeaderProps) {
  return (
    <div className="mb-4 flex min-h-9 flex-wrap items-center justify-between gap-3">
      <h1 className="flex items-baseline gap-3 text-xl font-semibold tracking-tight">
        {title}
        {count !== undefined && count > 0 && (
          <span className="text-base font-normal text-muted tabular-nums">
            {count.toLocaleString("en")}
            {atLeast ? "+" : ""}
          </span>
        )}
      </h1>
      {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
