import { vi } from "vitest";

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}

export interface Reply {
  status?: number;
  body?: unknown;
}

type Answer = Reply | ((request: Request) => Reply);

/**
 * A server in memory under the pages' own fetch: answers by "METHOD /path", keeps what it was asked, and refuses
 * what it was not told of, as the real one does.
 */
export class TestServer {
  readonly requests: Request[] = [];
  private readonly answers = new Map<string, Answer>();

  constructor(answers: Record<string, Answer> = {}) {
    Object.entries(answers).forEach(([route, answer]) => this.on(route, answer));
    vi.stubGlobal("fetch", (input: string, init?: RequestInit) => Promise.resolve(this.respond(input, init)));
  }

  on(route: string, answer: Answer): this {
    this.answers.set(route, answer);
    return this;
  }

  /** The requests of one route. */
  asked(route: string): Request[] {
    return this.requests.filter(({ method, path }) => `${method} ${path}` === route);
  }

  private respond(input: string, init: RequestInit = {}): Response {
    const url = new URL(input, "http://reelcast.test");
    const text = typeof init.body === "string" ? init.body : undefined;
    const request: Request = {
      method: init.method ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      body: text === undefined ? undefined : JSON.parse(text),
    };
    this.requests.push(request);
    const answer = this.answers.get(`${request.method} ${request.path}`) ?? problem(404, "There is nothing here.");
    const { status = 200, body } = typeof answer === "function" ? answer(request) : answer;
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  }
}

/** A refusal as the server words it. */
export function problem(status: number, detail: string, field?: string): Reply {
  const about = field === undefined ? {} : { field };
  return { status, body: { type: "about:blank", title: "Refused", status, code: "refused", detail, ...about } };
}
