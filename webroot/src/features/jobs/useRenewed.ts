import { useQuery } from "@tanstack/react-query";
import { activeJobsQuery } from "@/api/jobs";
import { renewed } from "@/api/merge";
import type { Job } from "@/api/types";

/**
 * The rows of a list with the reasons and estimates of now. No event tells that a place in the queue moved on, and the
 * list itself is not read again under the reader's eyes.
 */
export function useRenewed(rows: Job[]): Job[] {
  const { data } = useQuery(activeJobsQuery);
  return data === undefined ? rows : renewed(rows, [...data.running, ...data.waiting]);
}
