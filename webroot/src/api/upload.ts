import { renewSession } from "./auth";
import { ApiError, problemOf } from "./problem";

interface Received<T> {
  status: number;
  body: T;
}

/**
 * Sends a form with a file; its progress is what fetch cannot tell, hence XMLHttpRequest.
 *
 * @param onSent hears how many bytes of the file went out so far
 */
export async function uploadForm<T>(
  path: string,
  file: File,
  fields: Record<string, string>,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Received<T>> {
  await renewSession();
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    form.set(name, value);
  }
  form.set("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("accept", "application/json");
    request.upload.onprogress = (event) => {
      onSent(Math.min(event.loaded, file.size));
    };
    request.onload = () => {
      if (request.status === 200 || request.status === 201) {
        resolve({ status: request.status, body: JSON.parse(request.responseText) as T });
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
