import { queryOptions } from "@tanstack/react-query";
import { api } from "./http";
import { ApiError } from "./problem";
import { openApi } from "./transport";
import { refreshSession, sessionBegan, sessionEnded } from "./session";
import type { AuthState, LoginRequest, Session, SetupRequest, User } from "./types";

export const authStateQuery = queryOptions({
  queryKey: ["auth", "state"],
  queryFn: ({ signal }) => openApi<AuthState>("/api/auth/state", { signal }),
  staleTime: 60_000,
});

/** Who is signed in; null for nobody. */
export const meQuery = queryOptions({
  queryKey: ["auth", "me"],
  queryFn: ({ signal }) => findMe(signal),
  staleTime: 5 * 60_000,
});

export async function setUp(request: SetupRequest): Promise<User> {
  return began(await openApi<Session>("/api/auth/setup", { method: "POST", body: request }));
}

export async function signIn(request: LoginRequest): Promise<User> {
  return began(await openApi<Session>("/api/auth/login", { method: "POST", body: request }));
}

export async function signOut(): Promise<void> {
  await openApi<undefined>("/api/auth/logout", { method: "POST", body: {} });
  sessionEnded();
}

/** Makes sure that the session is good, refreshing it if need be; false when nobody is signed in any more. */
export async function renewSession(): Promise<boolean> {
  return (await findMe()) !== null;
}

async function findMe(signal?: AbortSignal): Promise<User | null> {
  const options = signal === undefined ? {} : { signal };
  try {
    return await openApi<User>("/api/me", options);
  } catch (failure) {
    if (!(failure instanceof ApiError) || failure.status !== 401) {
      throw failure;
    }
  }
  return (await refreshSession()) ? api<User>("/api/me", options) : null;
}

function began({ expiresIn, user }: Session): User {
  sessionBegan(expiresIn);
  return user;
}
