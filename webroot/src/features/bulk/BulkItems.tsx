import { LayoutGrid, SearchX, Table2 } from "lucide-react";
import type { BulkJob } from "@/api/types";
import { STATUS_WORDS } from "@/lib/words";
import { Button } from "@/ui/Button";
import { Section } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Skeleton } from "@/ui/Skeleton";
import { CellGrid } from "./CellGrid";
import { ItemDialog } from "./ItemDialog";
import { ItemTable } from "./ItemTable";
import { useBulkView } from "./useBulkView";
import { useItemGrid } from "./useItemGrid";

/** Each item of a bulk job, as a cell or as a row of a table. */
export function BulkItems({ job }: { job: BulkJob }) {
  const { grid, known, error, read } = useItemGrid(job.id);
  const { status, view, item, show } = useBulkView();
  const asTable = view === "table";
  const none = status !== undefined && job.counts[status] === 0;
  return (
    <Section
      title={status === undefined ? "Rows" : `Rows: ${STATUS_WORDS[status].toLowerCase()}`}
      aside={
        <Button
          small
          icon={asTable ? LayoutGrid : Table2}
          onClick={() => show({ view: asTable ? undefined : "table" })}
        >
          {asTable ? "Show as grid" : "Show as table"}
        </Button>
      }
    >
      {!known ? (
        error === null ? (
          <div role="status">
            <span className="sr-only">Loading</span>
            <Skeleton className="h-64" />
          </div>
        ) : (
          <ErrorState what="The rows" error={error} onRetry={read} />
        )
      ) : none ? (
        <EmptyState
          icon={SearchX}
          title={`No row is ${STATUS_WORDS[status].toLowerCase()}`}
          action={<Button onClick={() => show({ status: undefined })}>Show all rows</Button>}
        />
      ) : asTable ? (
        <ItemTable key={status} bulkJobId={job.id} grid={grid} status={status} />
      ) : (
        <CellGrid key={status} bulkJobId={job.id} grid={grid} status={status} onOpen={(id) => show({ item: id })} />
      )}
      <ItemDialog job={job} grid={grid} itemId={item} onClose={() => show({ item: undefined })} />
    </Section>
  );
}
