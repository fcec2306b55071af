import { useQuery } from "@tanstack/react-query";
import { Globe, ServerOff } from "lucide-react";
import { queueQuery } from "@/api/queue";
import type { HostBreak } from "@/api/types";
import { usePage } from "@/app/crumbs";
import { PauseQueueButton, QueueBanner } from "@/features/queue/QueueControl";
import { untilThen } from "@/lib/format";
import { useNow } from "@/lib/useNow";
import { Section } from "@/ui/Card";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { SkeletonRows } from "@/ui/Skeleton";
import { ForAdmins } from "./ForAdmins";
import { ServerList } from "./ServerList";

/** Servers come and go without an event. */
const POLL_MS = 5000;

/** Who works, on what, and which hosts are left alone for a while. */
export function ServersPage() {
  return (
    <ForAdmins>
      <Servers />
    </ForAdmins>
  );
}

function Servers() {
  usePage("Servers", { label: "Settings", to: "/settings" });
  const { data, error, refetch } = useQuery({ ...queueQuery, refetchInterval: POLL_MS });
  if (data === undefined) {
    return error === null ? (
      <SkeletonRows rows={3} />
    ) : (
      <ErrorState what="The servers" error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <>
      <QueueBanner />
      <div className="flex flex-col gap-8">
        <Section title="Servers" aside={<PauseQueueButton small />}>
          {data.servers.length === 0 ? (
            <EmptyState icon={ServerOff} title="No server works on jobs">
              Jobs wait until one is there. A server with a concurrency of 0 serves the pages only.
            </EmptyState>
          ) : (
            <ServerList servers={data.servers} />
          )}
        </Section>
        <Section title="Hosts on a break">
          <HostBreaks hosts={data.hosts} />
        </Section>
      </div>
    </>
  );
}

function HostBreaks({ hosts }: { hosts: HostBreak[] }) {
  const now = useNow();
  return hosts.length === 0 ? (
    <p className="text-muted">None. A host that asks for fewer requests is left alone for a while, and stands here.</p>
  ) : (
    <ul className="divide-y rounded-md border bg-surface">
      {hosts.map(({ host, message, until: end }) => (
        <li key={host} className="flex flex-wrap items-start gap-x-4 gap-y-1 px-4 py-3">
          <Globe size={16} aria-hidden className="mt-0.5 shrink-0 text-warn" />
          <div className="min-w-0 flex-1 basis-60">
            <p className="font-medium wording">{host}</p>
            <p dir="auto" className="text-sm text-muted wording">
              {message}
            </p>
          </div>
          <span className="text-sm text-muted tabular-nums">Tried again in {untilThen(end, now)}</span>
        </li>
      ))}
    </ul>
  );
}
