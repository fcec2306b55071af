import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "./Button";

interface PagingProps {
  /** From 1. */
  page: number;
  pageSize: number;
  total: number;
  totalIsLowerBound?: boolean;
  /** The last page that can be asked for; beyond it the list has to be narrowed. */
  lastPage?: number;
  onPage: (page: number) => void;
}

/** "51–100 of 1,234", and the way to the rows before and after. */
export function Paging({ page, pageSize, total, totalIsLowerBound = false, lastPage, onPage }: PagingProps) {
  if (total <= pageSize && page === 1) {
    return null;
  }
  const from = (page - 1) * pageSize + 1;
  const to = Math.min(page * pageSize, totalIsLowerBound ? page * pageSize : total);
  const more = totalIsLowerBound || page * pageSize < total;
  const barred = lastPage !== undefined && page >= lastPage;
  return (
    <nav aria-label="Pages" className="mt-4 flex flex-wrap items-center justify-between gap-3">
      <p className="text-muted tabular-nums">
        {from.toLocaleString("en")}–{to.toLocaleString("en")} of {totalIsLowerBound ? "more than " : ""}
        {total.toLocaleString("en")}
        {more && barred && ". Narrow the list to see more."}
      </p>
      <div className="flex gap-2">
        <Button small icon={ChevronLeft} disabled={page === 1} onClick={() => onPage(page - 1)}>
          Previous
        </Button>
        <Button small disabled={!more || barred} onClick={() => onPage(page + 1)}>
          Next
          <ChevronRight size={16} aria-hidden />
        </Button>
      </div>
    </nav>
  );
}
