import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { ErrorState } from "@/ui/ErrorState";

/** Stands in for a page that could not be drawn. */
export function Trouble({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <ErrorState
      what="The page"
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}

/** The same where there is no frame around it. */
export function FullTrouble(props: ErrorComponentProps) {
  return (
    <main className="mx-auto max-w-xl px-4 py-16">
      <Trouble {...props} />
    </main>
  );
}
