import type { Subscription } from "@/api/types";

/** Says how hubs reach this server, when they probably cannot. */
export function ReachNote({ subscription }: { subscription: Subscription }) {
  if (subscription.publicUrlSet) {
    return null;
  }
  return (
    <p className="mt-4 rounded-md border border-warn/35 bg-warn-soft px-4 py-3 text-sm">
      Hubs call this server at <span className="break-all">{subscription.callbackBase}</span>, which only programs on
      the same machine can reach. Set <code>http.public-url</code> to the address at which it is reached from outside.
    </p>
  );
}
