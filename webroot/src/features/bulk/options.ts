import type { BulkInput, BulkJob, Priority } from "@/api/types";
import { type DeadlineChoice, deadlineMs, NO_DEADLINE } from "./deadline";

/** By what all rows are checked, as the form has it. */
export interface BulkOptions {
  title: string;
  agentId: string;
  again: boolean;
  templateId: string;
  resolution: "" | "720p" | "1080p";
}

export const NO_OPTIONS: BulkOptions = { title: "", agentId: "", again: false, templateId: "", resolution: "" };

/** As the server takes it. */
export function optionsInput({ title, agentId, again, templateId, resolution }: BulkOptions): BulkInput {
  return {
    ...(title.trim() === "" ? {} : { title: title.trim() }),
    ...(agentId === "" ? {} : { agentId }),
    ...(again ? { again } : {}),
    ...(templateId === "" ? {} : { template: { templateId } }),
    ...(resolution === "" ? {} : { output: { resolution } }),
  };
}

/** The same of a bulk job whose rows were checked by them: a check that does not name them forgets them. */
export function checkedBy({ agentId, template, output }: BulkJob): BulkInput {
  return {
    ...(agentId === undefined ? {} : { agentId }),
    ...(template === undefined ? {} : { template }),
    ...(output === undefined ? {} : { output }),
  };
}

/** How the rows run, as the form has it. */
export interface StartOptions {
  priority: Priority;
  deadline: DeadlineChoice;
}

export const USUAL_START: StartOptions = { priority: "normal", deadline: NO_DEADLINE };

/**
 * As the server takes it; the time of a deadline is counted from now.
 *
 * @returns undefined when the deadline makes no sense, or no longer does
 */
export function startInput({ priority, deadline }: StartOptions, now: number): BulkInput | undefined {
  const processingDeadlineMs = deadlineMs(deadline, now);
  if (processingDeadlineMs === undefined) {
    return { priority };
  }
  return Number.isNaN(processingDeadlineMs) ? undefined : { priority, processingDeadlineMs };
}

/** How many lines of a pasted list say something. */
export function lineCount(text: string): number {
  return text.split("\n").filter((line) => line.trim() !== "").length;
}
