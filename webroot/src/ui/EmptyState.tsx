import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** A heading where it is all that the page says. */
  titleAs?: "p" | "h1";
  children?: ReactNode;
  action?: ReactNode;
}

/** What a list says when it has nothing to show, and what to do about it. */
export function EmptyState({ icon: Icon, title, titleAs: Title = "p", children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded-md border border-dashed px-6 py-12 text-center">
      <span className="mb-4 inline-flex size-11 items-center justify-center rounded-full bg-sunken text-muted">
        <Icon size={20} aria-hidden />
      </span>
      <Title className="font-semibold">{title}</Title>
      {children !== undefined && <div className="mt-1 max-w-md text-muted">{children}</div>}
      {action !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
