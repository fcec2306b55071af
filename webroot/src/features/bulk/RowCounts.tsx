import { CircleCheck, CircleX, CopyMinus, History, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { BulkRowCounts } from "@/api/types";
import { cx } from "@/lib/cx";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";

interface RowCountsProps {
  counts: BulkRowCounts;
  /** Whether rows that are done already were asked to run again. */
  again: boolean;
  busy: boolean;
  onAgain: (again: boolean) => void;
}

/** How many rows are good, and what keeps the others from starting. */
export function RowCounts({ counts, again, busy, onAgain }: RowCountsProps) {
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Tile icon={CircleCheck} tone="text-good" label="Good" value={counts.good}>
        They start.
      </Tile>
      <Tile icon={CircleX} tone={counts.invalid > 0 ? "text-bad" : "text-muted"} label="Invalid" value={counts.invalid}>
        {counts.invalid === 0 ? "Every row can be read." : "They do not start."}
      </Tile>
      <Tile icon={CopyMinus} tone="text-muted" label="Duplicates" value={counts.duplicates}>
        {counts.duplicates === 0 ? "No row is there twice." : "Skipped: the first of them runs."}
      </Tile>
      <Tile icon={History} tone="text-muted" label="Already done" value={counts.alreadyDone}>
        {counts.alreadyDone > 0 ? (
          <Button small busy={busy} onClick={() => onAgain(true)} className="mt-1">
            Run them again
          </Button>
        ) : again ? (
          <Button small busy={busy} onClick={() => onAgain(false)} className="mt-1">
            Leave out what is done
          </Button>
        ) : (
          "None of them has a result yet."
        )}
      </Tile>
    </dl>
  );
}

interface TileProps {
  icon: LucideIcon;
  tone: string;
  label: string;
  value: number;
  children: ReactNode;
}

function Tile({ icon: Icon, tone, label, value, children }: TileProps) {
  return (
    <Card className="min-w-0">
      <dt className="flex items-center gap-2 text-muted">
        <Icon size={16} aria-hidden className={cx("shrink-0", tone)} />
        {label}
      </dt>
      <dd className="mt-1">
        <span className="block text-2xl font-semibold tracking-tight tabular-nums">{value.toLocaleString("en")}</span>
        <span className="block text-sm text-muted">{children}</span>
      </dd>
    </Card>
  );
}
