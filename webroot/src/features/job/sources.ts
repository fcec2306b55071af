import { jobFileUrl } from "@/api/jobs";
import type { JobDetail, Stage, StoredFile } from "@/api/types";

/** A job's file of a kind; of several the JSON one when that is asked for. */
export function fileOf({ files }: JobDetail, kind: string, json = false): StoredFile | undefined {
  return files.find((file) => file.kind === kind && (!json || file.contentType.startsWith("application/json")));
}

/**
 * Where the whole recording can be heard, or the video seen that the job made; undefined while there is none. Its times are
 * those of speech and transcript.
 */
export function sourceUrl(detail: JobDetail): string | undefined {
  const source = fileOf(detail, detail.job.type === "render" ? "video" : "source");
  return source === undefined ? undefined : jobFileUrl(detail.job.id, source.name);
}

/** Tells a file that a stage made anew from the one before it. */
export function madeAt({ stages }: JobDetail, stage: Stage): string {
  return stages.find((record) => record.stage === stage)?.finishedAt ?? "";
}
