import { act, render } from "@testing-library/react";
import axe from "axe-core";
import { newQueryClient } from "@/api/queryClient";
import { App } from "@/app/App";
import { newRouter } from "@/app/router";
import { FakeSocket } from "./FakeSocket";
import { aQueue, aUser, someStats } from "./factories";
import { TestServer } from "./server";

/** A server at which someone is signed in and nothing has happened yet. */
export function signedInServer(): TestServer {
  FakeSocket.install();
  return new TestServer({
    "GET /api/me": { body: aUser() },
    "GET /api/auth/state": { body: { setupNeeded: false, uploadLimitBytes: 5_000_000_000 } },
    "GET /api/jobs": { body: { jobs: [], total: 0 } },
    "GET /api/queue": { body: aQueue() },
    "GET /api/notifications": { body: { notifications: [], total: 0, unread: 0 } },
    "GET /api/stats": { body: someStats() },
    "GET /api/agents": { body: { agents: [], total: 0 } },
    "GET /api/episodes": { body: { episodes: [], total: 0, page: 1, totalPages: 0 } },
  });
}

/** Opens a page of the whole application. */
export async function open(path: string) {
  window.history.replaceState({}, "", path);
  const client = newQueryClient();
  client.setDefaultOptions({ queries: { retry: false, staleTime: 10_000 } });
  const router = newRouter(client);
  const view = render(<App client={client} router={router} />);
  await act(() => router.load());
  return { ...view, router, client };
}

/** What axe finds wrong with the page; colours are checked in a browser, jsdom draws none. */
export async function accessibilityFaults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
