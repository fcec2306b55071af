import { refreshSession } from "./session";
import { type Options, read, send } from "./transport";

interface Answer<T> {
  status: number;
  body: T;
}

let onSignedOut: () => void = () => undefined;

/** What to do when the session is over. */
export function whenSignedOut(action: () => void): void {
  onSignedOut = action;
}

/** Calls the server. Ends in an {@link ApiError} only. Refreshes the session once when it has run out. */
export async function api<T>(path: string, options: Options = {}): Promise<T> {
  return read<T>(await sendSignedIn(path, options));
}

/** The same, for the calls whose status says something that the body does not. */
export async function apiWithStatus<T>(path: string, options: Options): Promise<Answer<T>> {
  const response = await sendSignedIn(path, options);
  return { status: response.status, body: await read<T>(response) };
}

async function sendSignedIn(path: string, options: Options): Promise<Response> {
  let response = await send(path, options);
  if (response.status === 401 && (await refreshSession())) {
    response = await send(path, options);
  }
  if (response.status === 401) {
    onSignedOut();
  }
  return response;
}
