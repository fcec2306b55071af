import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronRight, CircleUser, Keyboard, LogOut, Monitor, Moon, Plus, Search, Sun } from "lucide-react";
import { Fragment } from "react";
import { signOut } from "@/api/auth";
import { messageOf } from "@/api/problem";
import type { User } from "@/api/types";
import { Bell } from "@/features/notifications/Bell";
import { useSubmit } from "@/features/submit/SubmitProvider";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { Menu } from "@/ui/Menu";
import { useToast } from "@/ui/Toast";
import { Mark } from "./Brand";
import { useCrumbs } from "./crumbs";
import { nextTheme, setTheme, type Theme, useTheme } from "./theme";

const THEMES: Record<Theme, { icon: typeof Sun; words: string }> = {
  system: { icon: Monitor, words: "Theme: as the system" },
  light: { icon: Sun, words: "Theme: light" },
  dark: { icon: Moon, words: "Theme: dark" },
};

interface TopBarProps {
  user: User;
  onSearch: () => void;
  onHelp: () => void;
}

export function TopBar({ user, onSearch, onHelp }: TopBarProps) {
  const theme = useTheme();
  const submit = useSubmit();
  return (
    <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-b bg-bg/90 px-4 backdrop-blur sm:px-6 xl:px-8">
      <Crumbs />
      <div className="ml-auto flex items-center gap-1.5">
        <button
          type="button"
          onClick={onSearch}
          className="hidden h-9 w-44 items-center gap-2 rounded-md border bg-surface px-3 text-muted hover:bg-sunken md:flex"
        >
          <Search size={16} aria-hidden />
          Search jobs
          <kbd className="ml-auto rounded-sm border px-1.5 font-sans text-xs">/</kbd>
        </button>
        <IconButton icon={Search} label="Search jobs" onClick={onSearch} className="md:hidden" />
        <Button
          kind="primary"
          icon={Plus}
          onClick={() => {
            submit.open();
          }}
        >
          New
        </Button>
        <Bell />
        <IconButton
          icon={THEMES[theme].icon}
          label={THEMES[theme].words}
          onClick={() => {
            setTheme(nextTheme());
          }}
          className="max-sm:hidden"
        />
        <UserMenu user={user} onHelp={onHelp} />
      </div>
    </header>
  );
}

function Crumbs() {
  const crumbs = useCrumbs();
  return (
    <>
      <Link to="/" aria-label="Dashboard" className="sm:hidden">
        <Mark />
      </Link>
      <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5 max-sm:hidden">
        {crumbs.map((crumb, index) => (
          <Fragment key={`${index} ${crumb.label}`}>
            {index > 0 && <ChevronRight size={14} aria-hidden className="shrink-0 text-muted" />}
            {crumb.to === undefined ? (
              <span aria-current="page" dir="auto" className="truncate font-medium">
                {crumb.label}
              </span>
            ) : (
              <Link to={crumb.to} className="text-muted hover:text-text">
                {crumb.label}
              </Link>
            )}
          </Fragment>
        ))}
      </nav>
    </>
  );
}

function UserMenu({ user, onHelp }: { user: User; onHelp: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: "/sign-in", search: {} });
      client.clear();
    },
    onError: (failure) => {
      say(messageOf(failure), "bad");
    },
  });
  return (
    <Menu
      trigger={<IconButton icon={CircleUser} label={`Signed in as ${user.name}`} />}
      heading={user.email}
      items={[
        {
          label: "Change theme",
          icon: Moon,
          onSelect: () => {
            setTheme(nextTheme());
          },
        },
        { label: "Keyboard shortcuts", icon: Keyboard, onSelect: onHelp },
        {
          label: "Sign out",
          icon: LogOut,
          onSelect: () => {
            leaving.mutate();
          },
        },
      ]}
    />
  );
}
