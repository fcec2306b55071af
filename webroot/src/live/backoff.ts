const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before an attempt: doubling from 0.5 s to 30 s, half of it by chance, so that a server that comes
 * back is not met by everybody at once.
 *
 * @param failures attempts that failed before, from 0
 * @param random 0 to 1
 */
export function backoff(failures: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 16));
  return Math.round(full / 2 + (full / 2) * random);
}
