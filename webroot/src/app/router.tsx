import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { authStateQuery, meQuery } from "@/api/auth";
import { AGENT_TABS, type AgentTab } from "@/features/agents/tabs";
import { parseBulkSearch, parseNewBulkSearch } from "@/features/bulk/search";
import { DashboardPage } from "@/features/dashboard/DashboardPage";
import { parseEpisodeSearch } from "@/features/episodes/search";
import { FEED_TABS, type FeedTab } from "@/features/feeds/tabs";
import { JOB_TABS, type JobTab } from "@/features/job/tabs";
import { parseJobSearch } from "@/features/jobs/search";
import { agentIn, localPath, tabIn } from "./address";
import { NotFound } from "./NotFound";
import { Shell } from "./Shell";
import { FullTrouble, Trouble } from "./Trouble";

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: () => (
    <main className="mx-auto max-w-xl px-4 py-16">
      <NotFound />
    </main>
  ),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (raw) => localPath(raw.to),
  beforeLoad: ({ context, search }) => keepOut(context.client, false, search.to),
  component: lazyRouteComponent(() => import("@/features/auth/SignInPage"), "SignInPage"),
  errorComponent: FullTrouble,
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  beforeLoad: ({ context }) => keepOut(context.client, true),
  component: lazyRouteComponent(() => import("@/features/auth/SetUpPage"), "SetUpPage"),
  errorComponent: FullTrouble,
});

/** Leads away from a page of entry that is not the right one: after set-up there is none, before it nothing else. */
async function keepOut(client: QueryClient, settingUp: boolean, to?: string): Promise<void> {
  const { setupNeeded } = await client.query(authStateQuery);
  if (setupNeeded !== settingUp) {
    throw redirect(setupNeeded ? { to: "/set-up" } : { to: "/sign-in", search: {} });
  }
  if (!setupNeeded && client.getQueryData(meQuery.queryKey) != null) {
    throw redirect({ href: to ?? "/" });
  }
}

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context: { client }, location }) => {
    const user = await client.query({ ...meQuery, staleTime: "static" });
    if (user === null) {
      client.removeQueries({ queryKey: meQuery.queryKey });
      const { setupNeeded } = await client.query(authStateQuery);
      throw redirect(
        setupNeeded
          ? { to: "/set-up" }
          : { to: "/sign-in", search: location.href === "/" ? {} : { to: location.href } },
      );
    }
    return { user };
  },
  component: Shell,
  errorComponent: FullTrouble,
});

const dashboard = createRoute({ getParentRoute: () => signedIn, path: "/", component: DashboardPage });

const jobs = createRoute({
  getParentRoute: () => signedIn,
  path: "/jobs",
  validateSearch: parseJobSearch,
  component: lazyRouteComponent(() => import("@/features/jobs/JobsPage"), "JobsPage"),
});

const job = createRoute({
  getParentRoute: () => signedIn,
  path: "/jobs/$jobId",
  validateSearch: (raw): { tab?: JobTab | undefined } => tabIn(JOB_TABS, raw.tab),
  component: lazyRouteComponent(() => import("@/features/job/JobPage"), "JobPage"),
});

const bulk = createRoute({
  getParentRoute: () => signedIn,
  path: "/bulk",
  component: lazyRouteComponent(() => import("@/features/bulk/BulkPage"), "BulkPage"),
});

const newBulk = createRoute({
  getParentRoute: () => signedIn,
  path: "/bulk/new",
  validateSearch: parseNewBulkSearch,
  component: lazyRouteComponent(() => import("@/features/bulk/NewBulkPage"), "NewBulkPage"),
});

const bulkJob = createRoute({
  getParentRoute: () => signedIn,
  path: "/bulk/$bulkJobId",
  validateSearch: parseBulkSearch,
  component: lazyRouteComponent(() => import("@/features/bulk/BulkJobPage"), "BulkJobPage"),
});

const episodes = createRoute({
  getParentRoute: () => signedIn,
  path: "/episodes",
  validateSearch: parseEpisodeSearch,
  component: lazyRouteComponent(() => import("@/features/episodes/EpisodesPage"), "EpisodesPage"),
});

const episode = createRoute({
  getParentRoute: () => signedIn,
  path: "/episodes/$episodeId",
  component: lazyRouteComponent(() => import("@/features/episodes/EpisodePage"), "EpisodePage"),
});

const reviews = createRoute({
  getParentRoute: () => signedIn,
  path: "/review",
  validateSearch: agentIn,
  component: lazyRouteComponent(() => import("@/features/review/ReviewListPage"), "ReviewListPage"),
});

const review = createRoute({
  getParentRoute: () => signedIn,
  path: "/review/$episodeId",
  validateSearch: agentIn,
  component: lazyRouteComponent(() => import("@/features/review/ReviewPage"), "ReviewPage"),
});

const agents = createRoute({
  getParentRoute: () => signedIn,
  path: "/agents",
  validateSearch: (raw): { create?: true | undefined } => ({ create: raw.create === true ? true : undefined }),
  component: lazyRouteComponent(() => import("@/features/agents/AgentsPage"), "AgentsPage"),
});

const agent = createRoute({
  getParentRoute: () => signedIn,
  path: "/agents/$agentId",
  validateSearch: (raw): { tab?: AgentTab | undefined } => tabIn(AGENT_TABS, raw.tab),
  component: lazyRouteComponent(() => import("@/features/agents/AgentPage"), "AgentPage"),
});

const feeds = createRoute({
  getParentRoute: () => signedIn,
  path: "/feeds",
  validateSearch: (raw): { create?: true | undefined } => ({ create: raw.create === true ? true : undefined }),
  component: lazyRouteComponent(() => import("@/features/feeds/FeedsPage"), "FeedsPage"),
});

const feed = createRoute({
  getParentRoute: () => signedIn,
  path: "/feeds/$feedId",
  validateSearch: (raw): { tab?: FeedTab | undefined } => tabIn(FEED_TABS, raw.tab),
  component: lazyRouteComponent(() => import("@/features/feeds/FeedPage"), "FeedPage"),
});

const notifications = createRoute({
  getParentRoute: () => signedIn,
  path: "/notifications",
  validateSearch: (raw): { unread?: true | undefined } => ({ unread: raw.unread === true ? true : undefined }),
  component: lazyRouteComponent(() => import("@/features/notifications/NotificationsPage"), "NotificationsPage"),
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/features/settings/SettingsPage"), "SettingsPage"),
});

const settingsStart = createRoute({
  getParentRoute: () => settings,
  path: "/",
  beforeLoad: ({ context: { user } }) => {
    throw redirect({ to: user.role === "admin" ? "/settings/servers" : "/settings/sheets", replace: true });
  },
});

const servers = createRoute({
  getParentRoute: () => settings,
  path: "/servers",
  component: lazyRouteComponent(() => import("@/features/settings/ServersPage"), "ServersPage"),
});

const sheets = createRoute({
  getParentRoute: () => settings,
  path: "/sheets",
  component: lazyRouteComponent(() => import("@/features/sheets/SheetsPage"), "SheetsPage"),
});

const webhooks = createRoute({
  getParentRoute: () => settings,
  path: "/webhooks",
  component: lazyRouteComponent(() => import("@/features/webhooks/WebhooksPage"), "WebhooksPage"),
});

const tree = root.addChildren([
  signIn,
  setUp,
  signedIn.addChildren([
    dashboard,
    jobs,
    job,
    bulk,
    newBulk,
    bulkJob,
    episodes,
    episode,
    reviews,
    review,
    agents,
    agent,
    feeds,
    feed,
    notifications,
    settings.addChildren([settingsStart, servers, sheets, webhooks]),
  ]),
]);

export function newRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultErrorComponent: Trouble,
    defaultPreload: "intent",
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
