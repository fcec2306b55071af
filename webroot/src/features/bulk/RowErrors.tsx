import { Download } from "lucide-react";
import { bulkResultsUrl } from "@/api/bulk";
import type { BulkPreview } from "@/api/types";
import { count } from "@/lib/format";
import { buttonClass } from "@/ui/Button";
import { Section } from "@/ui/Card";

/** Which rows are wrong, and why. */
export function RowErrors({ preview: { previewId, errors, errorsTotal } }: { preview: BulkPreview }) {
  return (
    <Section
      title={count(errorsTotal, "row error")}
      aside={
        <a href={bulkResultsUrl(previewId, "failed")} download className={buttonClass("secondary", true)}>
          <Download size={16} aria-hidden />
          Download all errors
        </a>
      }
    >
      <div
        role="region"
        aria-label="Row errors"
        tabIndex={0}
        className="max-h-64 overflow-auto rounded-md border border-l-4 border-l-bad bg-surface"
      >
        <ul className="divide-y">
          {errors.map(({ row, message }) => (
            <li key={`${row} ${message}`} className="flex gap-4 px-4 py-2">
              <span className="w-20 shrink-0 text-muted tabular-nums">Row {row.toLocaleString("en")}</span>
              <span dir="auto" className="min-w-0 wording">
                {message}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {errors.length < errorsTotal && (
        <p className="mt-2 text-sm text-muted tabular-nums">
          The first {errors.length.toLocaleString("en")}; all of them are in the file.
        </p>
      )}
    </Section>
  );
}
