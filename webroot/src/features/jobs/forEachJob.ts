import { messageOf } from "@/api/problem";
import type { Job } from "@/api/types";

/** So many requests are under way at once. */
const ABREAST = 4;

export interface Tally {
  done: number;
  refused: number;
  /** The first refusal, in the server's words. */
  reason?: string;
}

/** Does something to every job, a few at a time. A refusal does not stop the others. */
export async function forEachJob(jobs: readonly Job[], act: (id: string) => Promise<unknown>): Promise<Tally> {
  const left = [...jobs];
  const tally: Tally = { done: 0, refused: 0 };
  const work = async (): Promise<void> => {
    for (let job = left.shift(); job !== undefined; job = left.shift()) {
      try {
        await act(job.id);
        tally.done++;
      } catch (failure) {
        tally.refused++;
        tally.reason ??= messageOf(failure);
      }
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, work));
  return tally;
}
