import { ApiError } from "./problem";
import { openApi } from "./transport";

/**
 * The session lives in cookies that scripts cannot read. What is known here is only when it has to be refreshed, and
 * that is shared by all tabs, because a refresh token may be used once.
 */

const KEY = "reelcast.session";
const LOCK = "reelcast.refresh";
const EARLY_MS = 60_000;
const LONGEST_TIMER_MS = 2_000_000_000;

interface Known {
  refreshedAt: number;
  expiresAt: number;
}

const watchers = new Set<() => void>();
let inFlight: Promise<boolean> | undefined;
let asked = 0;

/** Notes that a session of this many seconds began now. */
export function sessionBegan(expiresInSeconds: number): void {
  const now = Date.now();
  const known: Known = { refreshedAt: now, expiresAt: now + expiresInSeconds * 1000 };
  try {
    localStorage.setItem(KEY, JSON.stringify(known));
  } catch {
    // Storage is refused: refreshing waits for the server's 401 then.
  }
  tell();
}

export function sessionEnded(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was stored.
  }
}

/**
 * Refreshes the session before it ends, for as long as it is not called off.
 *
 * @param onRenewed told whenever a session begins, by this tab or by another one
 */
export function keepSessionFresh(onRenewed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = (): void => {
    clearTimeout(timer);
    const due = refreshDueIn(Date.now());
    if (due !== undefined) {
      timer = setTimeout(refresh, Math.min(due, LONGEST_TIMER_MS));
    }
  };
  const refresh = (): void => {
    refreshSession().catch(() => {
      // The server is away. The next call that it refuses refreshes the session.
    });
  };
  const renewed = (): void => {
    plan();
    onRenewed();
  };
  const fromOtherTab = (event: StorageEvent): void => {
    if (event.key === KEY && event.newValue !== null) {
      renewed();
    }
  };
  plan();
  watchers.add(renewed);
  window.addEventListener("storage", fromOtherTab);
  return () => {
    clearTimeout(timer);
    watchers.delete(renewed);
    window.removeEventListener("storage", fromOtherTab);
  };
}

/** Milliseconds until the session should be refreshed, undefined when that is not known. */
export function refreshDueIn(now: number): number | undefined {
  const known = read();
  if (known === undefined) {
    return undefined;
  }
  const early = Math.min(EARLY_MS, (known.expiresAt - known.refreshedAt) / 3);
  return Math.max(0, known.expiresAt - early - now);
}

/**
 * Gets a new access cookie; false when the session is over. Callers at the same time share one request. Ends in an
 * {@link ApiError} when the server does not say whether the session is over.
 */
export function refreshSession(): Promise<boolean> {
  inFlight ??= locked(refreshUnlessDone).finally(() => {
    inFlight = undefined;
  });
  return inFlight;
}

async function refreshUnlessDone(): Promise<boolean> {
  const known = read();
  if (known !== undefined && known.refreshedAt > asked) {
    return true;
  }
  try {
    const { expiresIn } = await openApi<{ expiresIn: number }>("/api/auth/refresh", { method: "POST", body: {} });
    sessionBegan(expiresIn);
    return true;
  } catch (failure) {
    if (failure instanceof ApiError && failure.status === 401) {
      sessionEnded();
      return false;
    }
    throw failure;
  }
}

/** Runs when no other tab does the same; another tab's refresh since we asked counts as ours. */
async function locked(action: () => Promise<boolean>): Promise<boolean> {
  asked = Date.now();
  return "locks" in navigator ? navigator.locks.request(LOCK, action) : action();
}

function tell(): void {
  watchers.forEach((watcher) => {
    watcher();
  });
}

function read(): Known | undefined {
  try {
    const text = localStorage.getItem(KEY);
    const value: unknown = text === null ? undefined : JSON.parse(text);
    if (typeof value === "object" && value !== null && "refreshedAt" in value && "expiresAt" in value) {
      return { refreshedAt: Number(value.refreshedAt), expiresAt: Number(value.expiresAt) };
    }
  } catch {
    // Unreadable is as good as unknown.
  }
  return undefined;
}
