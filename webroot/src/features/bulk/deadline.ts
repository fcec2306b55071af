/** Until when a bulk job is wanted, as the form has it. */
export interface DeadlineChoice {
  kind: "none" | "within" | "at";
  amount: string;
  unit: Unit;
  /** What a datetime-local input holds. */
  at: string;
}

export const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
export type Unit = keyof typeof UNITS;

export const NO_DEADLINE: DeadlineChoice = { kind: "none", amount: "8", unit: "hours", at: "" };

const LEAST_MS = 1000;
const MOST_MS = 365 * UNITS.days;

/**
 * How long from now.
 *
 * @returns milliseconds; undefined for no deadline, NaN when the choice makes no sense
 */
export function deadlineMs({ kind, amount, unit, at }: DeadlineChoice, now: number): number | undefined {
  if (kind === "none") {
    return undefined;
  }
  const ms = kind === "within" ? Number(amount) * UNITS[unit] : Date.parse(at) - now;
  return ms >= LEAST_MS && ms <= MOST_MS ? Math.round(ms) : NaN;
}
