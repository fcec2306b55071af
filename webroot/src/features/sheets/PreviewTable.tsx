import type { SheetPreview } from "@/api/types";
import { count } from "@/lib/format";
import { EmptyState } from "@/ui/EmptyState";
import { TableProperties } from "lucide-react";

/** The beginning of a sheet. Wide ones scroll in their own frame. */
export function PreviewTable({ preview }: { preview: SheetPreview }) {
  const { title, tab, header, rows, rowCount, rowCountIsUpperBound } = preview;
  if (header.length === 0) {
    return (
      <EmptyState icon={TableProperties} title="There is nothing in this part of the sheet">
        Its first row must name the columns. The tabs are {preview.tabs.join(", ")}.
      </EmptyState>
    );
  }
  const columns = Math.max(header.length, ...rows.map(({ cells }) => cells.length));
  const places = Array.from({ length: columns }, (_, place) => place);
  return (
    <div>
      <p className="mb-2 text-muted">
        <bdi className="font-medium text-text">{title}</bdi>, tab <bdi>{tab}</bdi>: {rowCountIsUpperBound && "at most "}
        {count(rowCount, "row")}
        {rows.length < rowCount && `, the first ${rows.length} of them here`}
      </p>
      <div tabIndex={0} role="group" aria-label="Rows of the sheet" className="overflow-x-auto rounded-md border">
        <table className="w-full border-separate border-spacing-0 text-sm">
          <caption className="sr-only">The beginning of {title}</caption>
          <thead>
            <tr>
              <th scope="col" className="border-b bg-sunken px-2 py-1.5 text-left font-medium text-muted">
                Row
              </th>
              {places.map((place) => (
                <th
                  key={place}
                  scope="col"
                  dir="auto"
                  className="border-b bg-sunken px-2 py-1.5 text-left font-medium whitespace-nowrap"
                >
                  {header[place] ?? ""}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ number, cells }) => (
              <tr key={number}>
                <th scope="row" className="px-2 py-1.5 text-left font-normal text-muted tabular-nums">
                  {number}
                </th>
                {places.map((place) => (
                  <td key={place} dir="auto" className="max-w-64 truncate px-2 py-1.5" title={cells[place]}>
                    {cells[place] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
