import { useQuery } from "@tanstack/react-query";
import { backfillQuery, underWay } from "@/api/backfill";
import { Button } from "@/ui/Button";
import { BackfillProgress } from "./BackfillProgress";

/** A backfill that is under way, on its agent's page; nothing when there is none. */
export function BackfillLine({ agentId, onOpen }: { agentId: string; onOpen: () => void }) {
  const { data } = useQuery(backfillQuery(agentId));
  const backfill = underWay(data);
  if (backfill === undefined || backfill.dryRun) {
    return null;
  }
  return (
    <section
      aria-label="Older videos"
      className="mb-6 flex flex-wrap items-start gap-x-4 gap-y-3 rounded-md border bg-surface p-4"
    >
      <div className="min-w-0 flex-1 basis-64">
        <BackfillProgress backfill={backfill} />
      </div>
      <Button small onClick={onOpen}>
        Details
      </Button>
    </section>
  );
}
