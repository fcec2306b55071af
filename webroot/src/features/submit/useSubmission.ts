import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { jobsChanged } from "@/api/jobs";
import { type FileFields, submitJob, type Submitted, uploadJob } from "@/api/submit";
import type { SubmitRequest } from "@/api/types";
import { useToast } from "@/ui/Toast";

export type Submission = { request: SubmitRequest } | { file: File; fields: FileFields };

/** How far an upload is. */
export interface Sending {
  sent: number;
  total: number;
  /** Epoch milliseconds. */
  since: number;
}

/** Sends a job, then shows its page. */
export function useSubmission(onDone: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const [sending, setSending] = useState<Sending>();
  const aborter = useRef<AbortController>(undefined);

  const mutation = useMutation({
    mutationFn: (submission: Submission): Promise<Submitted> => {
      if ("request" in submission) {
        return submitJob(submission.request);
      }
      const { file, fields } = submission;
      const progress = { total: file.size, since: Date.now() };
      aborter.current = new AbortController();
      setSending({ ...progress, sent: 0 });
      return uploadJob(
        file,
        fields,
        (sent) => {
          setSending({ ...progress, sent });
        },
        aborter.current.signal,
      );
    },
    onSuccess: async ({ job, existing }) => {
      say(existing ? "Already in the queue" : "In the queue");
      onDone();
      void jobsChanged(client);
      await navigate({ to: "/jobs/$jobId", params: { jobId: job.id } });
    },
    onSettled: () => {
      setSending(undefined);
    },
  });
  const cancelled = mutation.error instanceof DOMException;
  return {
    submit: mutation.mutate,
    busy: mutation.isPending,
    error: cancelled ? null : mutation.error,
    sending,
    cancel: () => aborter.current?.abort(),
    forget: mutation.reset,
  };
}
