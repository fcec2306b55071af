/**
 * Only a path of this site: an address must not lead elsewhere after signing in. What is wrong becomes undefined, because
 * the router keeps what is merely left out.
 */
export function localPath(value: unknown): { to?: string | undefined } {
  return { to: typeof value === "string" && /^\/(?![/\\])/.test(value) ? value : undefined };
}

export function agentIn(raw: Record<string, unknown>): { agentId?: string | undefined } {
  return { agentId: typeof raw.agentId === "string" && raw.agentId !== "" ? raw.agentId : undefined };
}

export function tabIn<Name extends string>(names: readonly Name[], wanted: unknown): { tab?: Name | undefined } {
  return { tab: names.find((name) => name === wanted) };
}
