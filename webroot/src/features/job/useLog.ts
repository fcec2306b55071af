import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { jobKeys, jobLogs } from "@/api/jobs";
import type { LogLine } from "@/api/types";
import { useJobLogLines } from "@/live/useJobEvents";

const MOST_LINES = 50_000;

/** Adds lines that are not known yet; the log stays in order. */
export function addLines(known: readonly LogLine[], more: readonly LogLine[]): LogLine[] {
  const last = known.at(-1)?.seq ?? 0;
  const seen = new Set(known.map((line) => line.seq));
  const fresh = more.filter((line) => !seen.has(line.seq));
  const all = [...known, ...fresh];
  return fresh.every((line) => line.seq > last) ? all : all.sort((a, b) => a.seq - b.seq);
}

/** A job's whole log, growing while it runs. */
export function useLog(jobId: string) {
  const client = useQueryClient();
  const key = [...jobKeys.detail(jobId), "log"];
  const known = (): LogLine[] => client.getQueryData<LogLine[]>(key) ?? [];
  const log = useQuery(
    queryOptions({
      queryKey: key,
      queryFn: async () => {
        let lines = known();
        for (;;) {
          const more = await jobLogs(jobId, lines.at(-1)?.seq ?? 0);
          if (more.length === 0 || lines.length > MOST_LINES) {
            return addLines(lines, known());
          }
          lines = addLines(lines, more);
        }
      },
    }),
  );
  useJobLogLines(
    jobId,
    (line) => {
      client.setQueryData<LogLine[]>(key, (lines) => (lines === undefined ? undefined : addLines(lines, [line])));
    },
    () => void client.invalidateQueries({ queryKey: key }),
  );
  return log;
}
