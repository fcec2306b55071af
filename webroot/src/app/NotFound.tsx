import { Link } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { buttonClass } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";

export function NotFound({ what = "page" }: { what?: string }) {
  return (
    <EmptyState
      icon={SearchX}
      title={`There is no such ${what}`}
      titleAs="h1"
      action={
        <Link to="/" className={buttonClass()}>
          Go to the dashboard
        </Link>
      }
    >
      It may have been deleted, or the address is not quite right.
    </EmptyState>
  );
}
