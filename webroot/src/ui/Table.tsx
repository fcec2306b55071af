import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/lib/cx";

export interface Column<Row> {
  name: string;
  head: ReactNode;
  className?: string;
  sorted?: "ascending" | "descending" | undefined;
  /** Given for columns that the list can be sorted by. */
  onSort?: () => void;
  cell: (row: Row) => ReactNode;
}

interface TableProps<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** The rows are older than what was asked for. */
  stale?: boolean;
}

/** Rows to compare, under a head that stays in sight. */
export function Table<Row>({ caption, columns, rows, rowKey, stale = false }: TableProps<Row>) {
  return (
    <div className="rounded-md border bg-surface">
      <table className={cx("w-full table-fixed border-separate border-spacing-0", stale && "opacity-60")}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                aria-sort={column.onSort === undefined ? undefined : (column.sorted ?? "none")}
                className={cx(
                  "sticky top-14 z-10 h-10 border-b bg-surface px-3 text-left text-sm font-medium text-muted first:rounded-tl-md last:rounded-tr-md",
                  column.className,
                )}
              >
                <Head column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="group hover:bg-sunken/60">
              {columns.map((column) => (
                <td key={column.name} className={cx("h-13 border-b px-3 group-last:border-b-0", column.className)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head<Row>({ column: { head, sorted, onSort } }: { column: Column<Row> }) {
  if (onSort === undefined) {
    return head;
  }
  const Arrow = sorted === "ascending" ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={onSort}
      className="-mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-text"
    >
      {head}
      <Arrow size={14} aria-hidden className={cx(sorted === undefined && "opacity-0")} />
    </button>
  );
}
