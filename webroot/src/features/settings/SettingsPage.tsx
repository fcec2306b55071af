import { Link, Outlet } from "@tanstack/react-router";
import { useIsAdmin } from "@/app/useUser";
import { PageHeader } from "@/ui/PageHeader";

const PARTS = [
  { to: "/settings/servers", label: "Servers", forAdmins: true },
  { to: "/settings/sheets", label: "Google Sheets", forAdmins: false },
  { to: "/settings/webhooks", label: "Webhooks", forAdmins: false },
] as const;

/** The frame around everything that is set and watched over. */
export function SettingsPage() {
  const admin = useIsAdmin();
  return (
    <>
      <PageHeader title="Settings" />
      <nav aria-label="Parts of the settings" className="mb-5 flex flex-wrap gap-x-1 border-b">
        {PARTS.filter(({ forAdmins }) => admin || !forAdmins).map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            className="-mb-px border-b-2 border-transparent px-2.5 py-2 font-medium text-muted hover:text-text sm:px-3"
            activeProps={{ className: "border-accent! text-text!" }}
          >
            {label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
