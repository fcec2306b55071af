import type { Problem } from "./types";

/** The one error of every call: what the server says is wrong, or status 0 when it could not be reached. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail === "" ? problem.title : problem.detail);
    this.name = "ApiError";
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }
}

export function problem(status: number, code: string, title: string, detail: string): Problem {
  return { type: "about:blank", title, status, code, detail };
}

export const UNREACHABLE = problem(
  0,
  "unreachable",
  "Server not reachable",
  "The server cannot be reached. Is it running, and is this device online?",
);

/** The problem in an answer's body, or one made from its status alone when something else than our server answered. */
export function problemOf(status: number, text: string): Problem {
  const detail =
    status >= 500 ? "The server is in trouble or restarting. Try again in a moment." : `The server answered ${status}.`;
  const plain = problem(status, "status", `Status ${status}`, detail);
  try {
    const body: unknown = JSON.parse(text);
    const told = typeof body === "object" && body !== null && "detail" in body && typeof body.detail === "string";
    return told ? { ...plain, ...(body as Partial<Problem>), status } : plain;
  } catch {
    return plain;
  }
}

/** What is wrong with one field of a form, when that is what the server says. */
export function errorAt(error: unknown, field: string): string | undefined {
  return error instanceof ApiError && error.problem.field === field ? error.message : undefined;
}

/** What is wrong, unless it is said at one of the fields already. */
export function errorBeside(error: unknown, fields: readonly string[]): string | undefined {
  if (error === null || error === undefined) {
    return undefined;
  }
  const field = error instanceof ApiError ? error.problem.field : undefined;
  return field !== undefined && fields.includes(field) ? undefined : messageOf(error);
}

/** One sentence for people about whatever went wrong. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "Something went wrong.";
}
