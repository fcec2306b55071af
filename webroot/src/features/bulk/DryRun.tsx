import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Clock, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { bulkChanged, bulkKeys, bulkPreviewQuery, previewBulk, startBulk } from "@/api/bulk";
import { errorAt, messageOf } from "@/api/problem";
import type { BulkField, BulkInput, BulkJob, BulkPreview } from "@/api/types";
import { about, count } from "@/lib/format";
import { BULK_SOURCE_WORDS } from "@/lib/words";
import { Button } from "@/ui/Button";
import { Section } from "@/ui/Card";
import { ErrorState } from "@/ui/ErrorState";
import { FormError } from "@/ui/FormError";
import { PageHeader } from "@/ui/PageHeader";
import { SkeletonRows } from "@/ui/Skeleton";
import { useToast } from "@/ui/Toast";
import { PriorityField } from "@/features/submit/fields";
import { ColumnFields } from "./ColumnFields";
import { DeadlineChooser } from "./DeadlineChooser";
import { useDeletion } from "./deletions";
import { checkedBy, startInput, USUAL_START } from "./options";
import { RowCounts } from "./RowCounts";
import { RowErrors } from "./RowErrors";
import { SampleRows } from "./SampleRows";
import { useBulkView } from "./useBulkView";

/** What would become of the rows; nothing has started. */
export function DryRun({ job }: { job: BulkJob }) {
  const preview = useQuery(bulkPreviewQuery(job.id));
  return (
    <>
      <PageHeader title={job.title} />
      <p className="-mt-2 mb-5 text-muted">
        {BULK_SOURCE_WORDS[job.inputSource]}, {count(job.counts.total, "row")}
        {job.agentName !== undefined && `, for ${job.agentName}`}. Nothing has started yet.
      </p>
      {preview.data === undefined ? (
        preview.error === null ? (
          <SkeletonRows rows={4} className="h-20" />
        ) : (
          <ErrorState what="The preview" error={preview.error} onRetry={() => void preview.refetch()} />
        )
      ) : (
        <Findings job={job} preview={preview.data} />
      )}
    </>
  );
}

function Findings({ job, preview }: { job: BulkJob; preview: BulkPreview }) {
  const { previewId, counts, columns, sample, errorsTotal } = preview;
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const remove = useDeletion();
  const { again = false, writeBack, show } = useBulkView();
  const [options, setOptions] = useState(USUAL_START);
  const checking = useMutation({
    mutationFn: (change: BulkInput) =>
      previewBulk({
        previewId,
        mapping: mappingOf(preview),
        again,
        ...(writeBack === true ? { writeBack } : {}),
        ...checkedBy(job),
        ...change,
      }),
    onSuccess: (checked, change) => {
      client.setQueryData(bulkKeys.preview(previewId), checked);
      if (change.again !== undefined) {
        show({ again: change.again || undefined });
      }
      void client.invalidateQueries({ queryKey: bulkKeys.detail(previewId) });
    },
  });
  const starting = useMutation({
    mutationFn: () => {
      const input = startInput(options, Date.now());
      return input === undefined ? Promise.reject(new Error(LATE)) : startBulk(previewId, input);
    },
    onSuccess: (started) => {
      say(`${count(counts.good, "row")} started`);
      return bulkChanged(client, started);
    },
    onError: () => client.invalidateQueries({ queryKey: bulkKeys.detail(previewId) }),
  });
  const wrong = checking.error ?? starting.error;
  const cancel = (): void => {
    remove(previewId, "The preview is deleted");
    void navigate({ to: "/bulk" });
  };
  return (
    <div className="flex flex-col gap-8">
      <RowCounts
        counts={counts}
        again={again}
        busy={checking.isPending}
        onAgain={(wanted) => checking.mutate({ again: wanted })}
      />
      <ColumnFields
        columns={columns}
        sample={sample}
        busy={checking.isPending}
        onChange={(name, field) => checking.mutate({ mapping: mappingWith(preview, name, field) })}
      />
      <Section title="How they run">
        <div className="grid gap-4 rounded-md border bg-surface p-4 sm:grid-cols-2">
          <PriorityField
            value={options.priority}
            onChange={(priority) => setOptions({ ...options, priority })}
            error={errorAt(starting.error, "priority")}
          />
          <DeadlineChooser
            value={options.deadline}
            onChange={(deadline) => setOptions({ ...options, deadline })}
            error={errorAt(starting.error, "processingDeadlineMs")}
          />
        </div>
      </Section>
      {errorsTotal > 0 && <RowErrors preview={preview} />}
      <Section title={sample.length < counts.rows ? `First ${count(sample.length, "row")}` : "Rows"}>
        <SampleRows columns={columns} rows={sample} stale={checking.isPending} />
      </Section>
      <div
        role="group"
        aria-label="Decision"
        className="sticky bottom-14 z-20 -mx-4 -mb-4 flex flex-wrap items-center justify-end gap-x-3 gap-y-2 border-t bg-bg/95 px-4 py-3 backdrop-blur sm:bottom-0 sm:-mx-6 sm:px-6 xl:-mx-8 xl:px-8"
      >
        <FormError text={wrong === null ? undefined : messageOf(wrong)} className="mr-auto" />
        <p className="mr-auto flex items-center gap-2 text-sm text-muted tabular-nums">
          <Clock size={16} aria-hidden className="shrink-0" />
          {preview.estimateSeconds === undefined
            ? "How long it takes is known once the first rows have run."
            : `Takes ${about(preview.estimateSeconds)}.`}
        </p>
        <Button icon={Trash2} disabled={starting.isPending} onClick={cancel}>
          Cancel
        </Button>
        <Button
          kind="primary"
          icon={Play}
          busy={starting.isPending}
          disabled={counts.good === 0 || checking.isPending}
          onClick={() => starting.mutate()}
        >
          {counts.good === 0 ? "Nothing to start" : `Start ${count(counts.good, "row")}`}
        </Button>
      </div>
    </div>
  );
}

const LATE = "The deadline has to be a time from now on, within a year.";

/** What each column is taken for by now, what was guessed among it. */
function mappingOf({ columns }: BulkPreview): Record<string, BulkField> {
  return Object.fromEntries(columns.map(({ name, field }) => [name, field]));
}

/** The same with one column taken for something else. A field is had from one column only: another loses it. */
function mappingWith(preview: BulkPreview, wanted: string, field: BulkField): Record<string, BulkField> {
  const others = Object.entries(mappingOf(preview)).map(([name, taken]) => [name, taken === field ? "ignore" : taken]);
  return { ...(Object.fromEntries(others) as Record<string, BulkField>), [wanted]: field };
}
