import { ApiError, problem, problemOf, UNREACHABLE } from "./problem";

type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

export interface Options {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: Query;
  /** Sent as JSON, or as it is when it is a form or a file. */
  body?: unknown;
  signal?: AbortSignal;
  /** Goes out even when the page is being closed. */
  keepalive?: true;
}

/** Calls the server without a session: to get one, or to ask what is needed for one. */
export async function openApi<T>(path: string, options: Options = {}): Promise<T> {
  return read<T>(await send(path, options));
}

/** The path with its query; what is undefined or empty is left out. */
export function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = typeof value === "object" ? value.join(",") : String(value ?? "");
    if (text !== "") {
      params.set(name, text);
    }
  }
  const search = params.toString();
  return search === "" ? path : `${path}?${search}`;
}

/** Sends a request; ends in an {@link ApiError} when there is no answer. */
export async function send(
  path: string,
  { method = "GET", query, body, signal, keepalive }: Options,
): Promise<Response> {
  const raw = body instanceof FormData || body instanceof Blob;
  try {
    return await fetch(withQuery(path, query), {
      method,
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        ...(body === undefined || raw ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
      ...(keepalive === undefined ? {} : { keepalive }),
    });
  } catch (failure) {
    if (signal?.aborted === true) {
      throw failure;
    }
    throw new ApiError(UNREACHABLE);
  }
}

/** The JSON of an answer; a refusal is thrown as an {@link ApiError}. */
export async function read<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) {
    throw new ApiError(problemOf(response.status, text));
  }
  if (text === "") {
    return undefined as T;
  }
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new ApiError(problem(response.status, "not_json", "Unexpected answer", "The server's answer is not JSON."));
  }
}
