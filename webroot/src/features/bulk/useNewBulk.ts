import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { bulkKeys, previewBulk, previewCsv } from "@/api/bulk";
import type { BulkInput, BulkPreview } from "@/api/types";
import type { Sending } from "@/features/submit/useSubmission";
import { chooseCsv } from "./csvFile";

interface NewBulk {
  file?: File;
  input: BulkInput;
}

/** Has rows checked, then shows what was found; nothing is started by it. */
export function useNewBulk() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [sending, setSending] = useState<Sending>();
  const aborter = useRef<AbortController>(undefined);
  const checking = useMutation({
    mutationFn: ({ file, input }: NewBulk): Promise<BulkPreview> => {
      if (file === undefined) {
        return previewBulk(input);
      }
      const progress = { total: file.size, since: Date.now() };
      aborter.current = new AbortController();
      setSending({ ...progress, sent: 0 });
      return previewCsv(file, input, (sent) => setSending({ ...progress, sent }), aborter.current.signal);
    },
    onSuccess: async (preview, { input: { again, writeBack } }) => {
      chooseCsv(undefined);
      client.setQueryData(bulkKeys.preview(preview.previewId), preview);
      void client.invalidateQueries({ queryKey: bulkKeys.lists });
      await navigate({
        to: "/bulk/$bulkJobId",
        params: { bulkJobId: preview.previewId },
        search: {
          ...(again === true ? { again } : {}),
          ...(writeBack === true ? { writeBack } : {}),
        },
      });
    },
    onSettled: () => setSending(undefined),
  });
  return {
    check: checking.mutate,
    busy: checking.isPending,
    error: checking.error instanceof DOMException ? null : checking.error,
    sending,
    cancel: () => aborter.current?.abort(),
    forget: checking.reset,
  };
}
