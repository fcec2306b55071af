import { Link, Outlet } from "@tanstack/react-router";
import { ShieldAlert } from "lucide-react";
import { usePage } from "@/app/crumbs";
import { useIsAdmin } from "@/app/useUser";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";

const PARTS = [{ to: "/settings/servers", label: "Servers" }] as const;

/** The frame around everything that administrators set and watch over. */
export function SettingsPage() {
  const admin = useIsAdmin();
  return (
    <>
      <PageHeader title="Settings" />
      {admin ? (
        <>
          <nav aria-label="Parts of the settings" className="mb-5 flex flex-wrap gap-x-1 border-b">
            {PARTS.map(({ to, label }) => (
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
      ) : (
        <NotForMembers />
      )}
    </>
  );
}

function NotForMembers() {
  usePage("Settings");
  return (
    <EmptyState icon={ShieldAlert} title="For administrators">
      Ask an administrator of this server if something has to be set.
    </EmptyState>
  );
}
