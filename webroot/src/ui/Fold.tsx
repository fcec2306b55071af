import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cx } from "@/lib/cx";

interface FoldProps {
  summary: ReactNode;
  /** Whether it is open at first. */
  open?: boolean;
  /** Opens it whatever the reader chose: something inside has to be seen. */
  forced?: boolean;
  className?: string;
  children: ReactNode;
}

/** What only some readers need, behind its summary. */
export function Fold({ summary, open = false, forced = false, className, children }: FoldProps) {
  const [chosen, setChosen] = useState(open);
  const shown = chosen || forced;
  return (
    <details open={shown} onToggle={(event) => setChosen(event.currentTarget.open)} className={className}>
      <summary className="-mx-1 inline-flex max-w-full list-none items-center gap-1.5 rounded-sm px-1 text-muted select-none hover:text-text">
        <ChevronRight
          size={14}
          aria-hidden
          className={cx("shrink-0 transition-transform duration-150", shown && "rotate-90")}
        />
        <span className="min-w-0">{summary}</span>
      </summary>
      {children}
    </details>
  );
}
