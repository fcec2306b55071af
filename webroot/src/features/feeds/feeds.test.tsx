import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { FeedCheck, FeedHub, FeedState } from "@/api/types";
import { aCombinedFeed, anAgent, anEpisode, aSubscription } from "@/test/factories";
import { accessibilityFaults, open, signedInServer } from "@/test/open";
import { problem, type TestServer } from "@/test/server";
import { hubWords } from "./FeedHubState";

const NOW = "2026-11-21T09:00:00Z";

function aState(over: Partial<FeedState> = {}): FeedState {
  return {
    feedId: "a-1",
    feedUrl: "https://example.org/feeds/sunday-sermons.xml",
    privateFeed: false,
    changedAt: NOW,
    tokens: [],
    ...over,
  };
}

const WELL: FeedCheck = { findings: [], episodes: 3, bytes: 4200, documents: 1 };

function agentServer(state: FeedState, check: FeedCheck = WELL, agent = anAgent()): TestServer {
  return signedInServer()
    .on("GET /api/agents/a-1", { body: agent })
    .on("GET /api/agents/a-1/stats", { body: { totalEpisodes: 1, publishedEpisodes: 1 } })
    .on("GET /api/agents/a-1/subscription", { body: aSubscription() })
    .on("GET /api/agents/a-1/feed", { body: state })
    .on("GET /api/agents/a-1/feed/check", { body: check });
}

describe("An agent's feed", () => {
  it("says where it is and that nothing is wrong with it", async () => {
    agentServer(aState());
    await open("/agents/a-1?tab=feed");
    expect(await screen.findByRole("link", { name: /sunday-sermons\.xml/ })).toBeVisible();
    expect(await screen.findByText("Nothing to object to")).toBeVisible();
    expect(await screen.findByText("Looked at 3 episodes; the feed has 4.2 kB.")).toBeVisible();
    expect(screen.queryByText("Listeners")).toBeNull();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("shows what directories would refuse and what to do about it", async () => {
    agentServer(aState(), {
      ...WELL,
      findings: [
        {
          level: "error",
          code: "audio_type",
          directories: ["Apple Podcasts", "Spotify"],
          message: "The recording is audio/ogg, which they do not play.",
          fix: "Set the agent's output format to MP3.",
          count: 7,
          episodes: [{ id: "e-1", title: "Why we stay" }],
        },
      ],
    });
    await open("/agents/a-1?tab=feed");
    const finding = (await screen.findByText(/which they do not play/)).closest("li");
    expect(finding).toHaveTextContent("Refused · Apple Podcasts, Spotify");
    expect(finding).toHaveTextContent("(7 episodes)");
    expect(finding).toHaveTextContent("and 6 more");
    expect(screen.getByRole("link", { name: "Why we stay" })).toHaveAttribute("href", "/episodes/e-1");
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("tells the hub when asked to, and says that it is down", async () => {
    const down: FeedHub = {
      url: "https://hub.example.org/",
      upToDate: false,
      attempts: 2,
      error: "The server has a problem of its own (HTTP 503).",
      nextAt: new Date(Date.now() + 600_000).toISOString(),
    };
    const server = agentServer(aState({ hub: down }));
    await open("/agents/a-1?tab=feed");
    expect(await screen.findByText(/The hub could not be told.*HTTP 503.*Tried 2 times/)).toBeVisible();
    const told = aState({ hub: { url: down.url, upToDate: true, attempts: 0, pingedAt: new Date().toISOString() } });
    server.on("POST /api/agents/a-1/feed/ping", { body: told });
    await userEvent.click(screen.getByRole("button", { name: "Tell the hub now" }));
    expect(await screen.findByText(/The hub knows; it was told just now/)).toBeVisible();
  });

  it("that is private gives an address to each listener, once, and takes it back", async () => {
    const hidden = aState({ privateFeed: true });
    delete hidden.feedUrl;
    const server = agentServer(hidden, WELL, anAgent({ privateFeed: true }));
    await open("/agents/a-1?tab=feed");
    await userEvent.click(await screen.findByRole("button", { name: "New address" }));
    await userEvent.type(await screen.findByLabelText("For whom"), "Bob's phone");
    const token = { id: "t-1", name: "Bob's phone", createdAt: NOW };
    server
      .on("POST /api/agents/a-1/feed/tokens", {
        status: 201,
        body: { ...token, url: "https://example.org/feeds/private/x.xml" },
      })
      .on("GET /api/agents/a-1/feed", { body: { ...hidden, tokens: [token] } });
    await userEvent.click(screen.getByRole("button", { name: "Make the address" }));
    expect(await screen.findByRole("link", { name: /private\/x\.xml/ })).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Done" }));
    expect(screen.queryByRole("link", { name: /private\/x\.xml/ })).toBeNull();
    server
      .on("DELETE /api/agents/a-1/feed/tokens/t-1", { status: 204 })
      .on("GET /api/agents/a-1/feed", { body: hidden });
    await userEvent.click(await screen.findByRole("button", { name: "Take back from Bob's phone" }));
    expect(server.asked("DELETE /api/agents/a-1/feed/tokens/t-1")).toHaveLength(0);
    await userEvent.click(await screen.findByRole("button", { name: "Take it back" }));
    expect(await screen.findByText("Nobody has an address yet")).toBeVisible();
  });

  it("can be looked at again after it could not be loaded", async () => {
    const server = agentServer(aState()).on("GET /api/agents/a-1/feed/check", problem(503, "The database is away."));
    await open("/agents/a-1?tab=feed");
    expect(await screen.findByText("The database is away.")).toBeVisible();
    server.on("GET /api/agents/a-1/feed/check", { body: WELL });
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Nothing to object to")).toBeVisible();
  });
});

describe("Combined feeds", () => {
  it("are made of agents", async () => {
    const server = signedInServer()
      .on("GET /api/feeds", { body: { feeds: [], total: 0 } })
      .on("GET /api/agents", {
        body: {
          agents: [
            anAgent(),
            anAgent({ id: "a-2", name: "Hidden", privateFeed: true }),
            anAgent({ id: "a-3", ownerId: "u-2", name: "Theirs" }),
          ],
          total: 3,
        },
      });
    await open("/feeds");
    await screen.findByText("No combined feeds yet");
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Combine feeds" }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.type(dialog.getByLabelText("Name"), "Everything");
    expect(dialog.getByRole("button", { name: "Create feed" })).toBeDisabled();
    await userEvent.click(await dialog.findByLabelText("Sunday sermons"));
    expect(dialog.getByText("Private: left out")).toBeVisible();
    expect(dialog.queryByText("Theirs")).toBeNull();
    expect(await accessibilityFaults()).toEqual([]);
    server
      .on("POST /api/feeds", { status: 201, body: aCombinedFeed() })
      .on("GET /api/feeds/f-1", { body: aCombinedFeed() })
      .on("GET /api/feeds/f-1/state", {
        body: aState({ feedId: "f-1", feedUrl: "https://example.org/feeds/combined/everything.xml" }),
      })
      .on("GET /api/feeds/f-1/check", { body: WELL });
    await userEvent.click(dialog.getByRole("button", { name: "Create feed" }));
    expect(await screen.findByRole("link", { name: /combined\/everything\.xml/ })).toBeVisible();
    expect(server.asked("POST /api/feeds")[0]?.body).toEqual({
      name: "Everything",
      agentIds: ["a-1"],
      feed: {},
      privateFeed: false,
    });
  });

  it("are changed, and say at the field what is wrong", async () => {
    const server = signedInServer()
      .on("GET /api/feeds/f-1", { body: aCombinedFeed() })
      .on("GET /api/agents", { body: { agents: [anAgent()], total: 1 } })
      .on("PATCH /api/feeds/f-1", problem(400, "It must be an e-mail address.", "feed.email"));
    await open("/feeds/f-1?tab=settings");
    const email = await screen.findByLabelText("Email of its owner");
    await userEvent.type(email, "nobody");
    await userEvent.click(screen.getByRole("button", { name: "Add a person" }));
    await userEvent.type(screen.getByLabelText("Name of person 1"), "Ann");
    await userEvent.click(screen.getByRole("button", { name: "Save settings" }));
    await waitFor(() => {
      expect(email).toHaveAccessibleDescription("It must be an e-mail address.");
    });
    expect(server.asked("PATCH /api/feeds/f-1")[0]?.body).toMatchObject({
      feed: { email: "nobody", people: [{ name: "Ann" }] },
    });
    expect(await accessibilityFaults()).toEqual([]);
  });

  it("are deleted only after asking", async () => {
    const server = signedInServer()
      .on("GET /api/feeds", { body: { feeds: [], total: 0 } })
      .on("GET /api/feeds/f-1", { body: aCombinedFeed() })
      .on("DELETE /api/feeds/f-1", { status: 204 });
    const { router } = await open("/feeds/f-1?tab=settings");
    await userEvent.click(await screen.findByRole("button", { name: "Delete" }));
    expect(server.asked("DELETE /api/feeds/f-1")).toHaveLength(0);
    await userEvent.click(await screen.findByRole("button", { name: "Delete the feed" }));
    await waitFor(() => {
      expect(router.state.location.pathname).toBe("/feeds");
    });
  });
});

it("an episode is looked at before it is published", async () => {
  const server = agentServer(aState(), { ...WELL, item: "<item><title>Why we stay</title></item>" }).on(
    "GET /api/episodes/e-1",
    { body: anEpisode() },
  );
  await open("/episodes/e-1");
  await userEvent.click(await screen.findByRole("button", { name: "Check before publishing" }));
  expect(await screen.findByText("What publishing adds to the feed")).toBeVisible();
  expect(server.asked("GET /api/agents/a-1/feed/check")[0]?.query.get("episodeId")).toBe("e-1");
});

it("words say what the hub knows", () => {
  const now = Date.parse(NOW);
  const hub: FeedHub = { url: "https://hub.example.org/", upToDate: false, attempts: 0 };
  expect(hubWords(hub, now).words).toContain("as soon as something changes");
  expect(hubWords({ ...hub, nextAt: NOW }, now).words).toContain("being told");
  expect(hubWords({ ...hub, error: "It is gone.", attempts: 28 }, now).words).toContain("given up");
});
