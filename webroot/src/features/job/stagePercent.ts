/**
 * How much of one stage is done, in percent, from the progress of the whole job.
 *
 * @param progress of the job, 0 to 100
 * @param start where the stage begins
 * @param end where the next one begins
 */
export function stagePercent(progress: number, start: number, end: number): number {
  if (end <= start) {
    return progress >= end ? 100 : 0;
  }
  return Math.max(0, Math.min(100, ((progress - start) / (end - start)) * 100));
}
