import type { Pause } from "./types";

/**
 * What an event says of a pause.
 *
 * @param body something from the bridge
 * @param subject what is paused: "queue" or "agent"
 * @returns the pause, null when it ended, undefined when the event speaks of something else
 */
export function pauseIn(body: unknown, subject: "queue" | "agent"): Pause | null | undefined {
  if (typeof body !== "object" || body === null || !("type" in body)) {
    return undefined;
  }
  if (body.type === `${subject}.resumed`) {
    return null;
  }
  const { reason, by, since } = body as Partial<Pause>;
  return body.type === `${subject}.paused` && reason !== undefined && by !== undefined && since !== undefined
    ? { reason, by, since }
    : undefined;
}

/** The same thing paused, or no longer. */
export function withPause<Thing extends { paused?: Pause }>(thing: Thing, pause: Pause | null): Thing {
  const { paused: _before, ...rest } = thing;
  return (pause === null ? rest : { ...rest, paused: pause }) as Thing;
}
