import { CircleCheck, CircleX, CopyMinus, History, type LucideIcon } from "lucide-react";
import type { BulkColumn, BulkItem } from "@/api/types";
import { cx } from "@/lib/cx";
import { useWide } from "@/lib/useMediaQuery";
import { BULK_FIELD_WORDS } from "@/lib/words";
import { Badge, type Tone } from "@/ui/Badge";
import { type Column, Table } from "@/ui/Table";

interface SampleRowsProps {
  columns: BulkColumn[];
  rows: BulkItem[];
  stale: boolean;
}

interface Used extends BulkColumn {
  /** Which of the cells it is. */
  index: number;
}

/** The first rows as they were understood: with their state, and the cells that are used. */
export function SampleRows({ columns, rows, stale }: SampleRowsProps) {
  const used: Used[] = columns.map((column, index) => ({ ...column, index })).filter(({ field }) => field !== "ignore");
  const wide = useWide();
  return wide ? <SampleTable used={used} rows={rows} stale={stale} /> : <SampleCards used={used} rows={rows} />;
}

function SampleTable({ used, rows, stale }: { used: Used[]; rows: BulkItem[]; stale: boolean }) {
  const columns: Column<BulkItem>[] = [
    {
      name: "row",
      head: "Row",
      className: "w-16 tabular-nums text-muted",
      cell: ({ row }) => row.toLocaleString("en"),
    },
    {
      name: "state",
      head: "State",
      className: used.length > 3 ? "w-44 xl:w-56" : "w-56 xl:w-72",
      cell: (row) => (
        <span className="block py-2">
          <StateBadge item={row} />
          <Message item={row} />
        </span>
      ),
    },
    ...used.map(({ name, field, index }): Column<BulkItem> => ({
      name: `${index}`,
      head: (
        <span dir="auto" className="block truncate" title={`${name}: ${BULK_FIELD_WORDS[field]}`}>
          {name === "" ? BULK_FIELD_WORDS[field] : name}
        </span>
      ),
      cell: ({ cells }) => (
        <span dir="auto" className="line-clamp-2 py-2 text-sm wording" title={cells[index]}>
          {cells[index]}
        </span>
      ),
    })),
  ];
  return (
    <Table caption="First rows" columns={columns} rows={rows} rowKey={({ itemId }) => String(itemId)} stale={stale} />
  );
}

function SampleCards({ used, rows }: { used: Used[]; rows: BulkItem[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {rows.map((item) => (
        <li key={item.itemId} className="rounded-md border bg-surface p-3">
          <div className="flex items-center justify-between gap-3">
            <StateBadge item={item} />
            <span className="text-sm text-muted tabular-nums">Row {item.row.toLocaleString("en")}</span>
          </div>
          <Message item={item} />
          {used.map(({ name, index }) => (
            <p key={index} className="mt-2 text-sm">
              <span className="block text-xs text-muted">{name}</span>
              <span dir="auto" className="line-clamp-3 wording">
                {cells(item, index)}
              </span>
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

function cells(item: BulkItem, index: number): string {
  const cell = item.cells[index] ?? "";
  return cell === "" ? "–" : cell;
}

function Message({ item }: { item: BulkItem }) {
  return item.message === undefined ? null : (
    <span dir="auto" className={cx("mt-1 block text-sm wording", item.status === "failed" ? "text-bad" : "text-muted")}>
      {item.message}
    </span>
  );
}

const LOOKS: Record<string, { words: string; icon: LucideIcon; tone: Tone }> = {
  good: { words: "Good", icon: CircleCheck, tone: "good" },
  failed: { words: "Invalid", icon: CircleX, tone: "bad" },
  already_done: { words: "Already done", icon: History, tone: "muted" },
  skipped: { words: "Duplicate", icon: CopyMinus, tone: "muted" },
};

function StateBadge({ item: { status, cause } }: { item: BulkItem }) {
  const look = LOOKS[cause ?? ""] ?? LOOKS[status] ?? LOOKS.good;
  if (look === undefined) {
    return null;
  }
  const { words, icon: Icon, tone } = look;
  return (
    <Badge tone={tone}>
      <Icon size={14} aria-hidden />
      {words}
    </Badge>
  );
}
