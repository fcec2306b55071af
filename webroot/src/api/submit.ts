import { apiWithStatus } from "./http";
import type { Job, Priority, SubmitRequest } from "./types";
import { uploadForm } from "./upload";

export interface Submitted {
  job: Job;
  /** The same video was in the queue already. */
  existing: boolean;
}

export interface FileFields {
  title?: string;
  agentId?: string;
  priority?: Priority;
  /** A time. */
  deadline?: string;
}

export async function submitJob(request: SubmitRequest): Promise<Submitted> {
  const { status, body } = await apiWithStatus<Job>("/api/jobs", { method: "POST", body: request });
  return { job: body, existing: status === 200 };
}

/** @param onSent hears how many bytes went out so far */
export async function uploadJob(
  file: File,
  fields: FileFields,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Submitted> {
  const { status, body } = await uploadForm<Job>("/api/jobs", file, { ...fields }, onSent, signal);
  return { job: body, existing: status === 200 };
}
