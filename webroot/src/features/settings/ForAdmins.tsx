import { ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import { usePage } from "@/app/crumbs";
import { useIsAdmin } from "@/app/useUser";
import { EmptyState } from "@/ui/EmptyState";

/** Shows something to administrators only; the others are told so. */
export function ForAdmins({ children }: { children: ReactNode }) {
  return useIsAdmin() ? children : <NotForMembers />;
}

function NotForMembers() {
  usePage("Settings");
  return (
    <EmptyState icon={ShieldAlert} title="For administrators">
      Ask an administrator of this server if something has to be set.
    </EmptyState>
  );
}
