import { renewSession } from "./auth";
import { apiWithStatus } from "./http";
import { ApiError, problemOf } from "./problem";
import type { Job, Priority, SubmitRequest } from "./types";

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

/**
 * Sends a file; its progress is what fetch cannot tell, hence XMLHttpRequest.
 *
 * @param onSent hears how many bytes went out so far
 */
export async function uploadJob(
  file: File,
  fields: FileFields,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Submitted> {
  await renewSession();
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    form.set(name, String(value));
  }
  form.set("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/jobs");
    request.setRequestHeader("accept", "application/json");
    request.upload.onprogress = (event) => {
      onSent(Math.min(event.loaded, file.size));
    };
    request.onload = () => {
      if (request.status === 200 || request.status === 201) {
        resolve({ job: JSON.parse(request.responseText) as Job, existing: request.status === 200 });
      } else {
        reject(new ApiError(problemOf(request.status, request.responseText)));
      }
    };
    request.onerror = () => {
      reject(new ApiError(problemOf(0, JSON.stringify({ code: "upload_broken", detail: BROKEN }))));
    };
    request.onabort = () => {
      reject(new DOMException("The upload was cancelled.", "AbortError"));
    };
    signal.addEventListener("abort", () => {
      request.abort();
    });
    request.send(form);
  });
}

const BROKEN = "The connection broke during the upload. The server may be away, or refused the file's size.";
