import { Outlet, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { focusSearch } from "@/features/jobs/searchFocus";
import { announce } from "@/features/notifications/browser";
import { SubmitProvider, useSubmit } from "@/features/submit/SubmitProvider";
import { LiveProvider } from "@/live/LiveProvider";
import { useAllJobEvents } from "@/live/useJobEvents";
import { useNotifications } from "@/live/useNotifications";
import { useQueueState } from "@/live/useQueueState";
import { ConnectionBanner } from "./ConnectionBanner";
import { CrumbsProvider } from "./crumbs";
import { HelpDialog } from "./HelpDialog";
import { DESTINATIONS } from "./navigation";
import { Rail } from "./Rail";
import { type Keymap, useShortcuts } from "./shortcuts";
import { nextTheme, setTheme } from "./theme";
import { TopBar } from "./TopBar";
import { useUser } from "./useUser";

/** The frame around every page of someone who is signed in. */
export function Shell() {
  return (
    <LiveProvider>
      <CrumbsProvider>
        <SubmitProvider>
          <Frame />
        </SubmitProvider>
      </CrumbsProvider>
    </LiveProvider>
  );
}

function Frame() {
  const user = useUser();
  const navigate = useNavigate();
  const submit = useSubmit();
  const [helping, setHelping] = useState(false);
  useAllJobEvents(user.id);
  useQueueState();
  useNotifications(user.id, (notification) => {
    announce(notification, (link) => void navigate({ href: link }));
  });

  const search = (): void => {
    if (!focusSearch()) {
      void navigate({ to: "/jobs", search: {} });
    }
  };
  const keymap: Keymap = {
    "/": search,
    n: () => {
      submit.open();
    },
    t: () => {
      setTheme(nextTheme());
    },
    "?": () => {
      setHelping(true);
    },
  };
  for (const { to, key } of DESTINATIONS) {
    keymap[`g ${key}`] = () => void navigate({ to });
  }
  keymap["g r"] = () => void navigate({ to: "/review", search: {} });
  useShortcuts(keymap);

  return (
    <div className="sm:flex">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2"
      >
        Skip to content
      </a>
      <Rail />
      <div className="flex min-h-dvh min-w-0 flex-1 flex-col">
        <TopBar
          user={user}
          onSearch={search}
          onHelp={() => {
            setHelping(true);
          }}
        />
        <ConnectionBanner />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-[100rem] flex-1 px-4 pt-5 pb-24 outline-none sm:px-6 sm:pb-10 xl:px-8"
        >
          <Outlet />
        </main>
      </div>
      <HelpDialog open={helping} onOpenChange={setHelping} />
    </div>
  );
}
