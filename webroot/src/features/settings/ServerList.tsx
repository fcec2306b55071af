import { CircleCheck, CircleX } from "lucide-react";
import type { Server, Stage } from "@/api/types";
import { useWide } from "@/lib/useMediaQuery";
import { STAGE_WORDS } from "@/lib/words";
import { Badge } from "@/ui/Badge";
import { Bar } from "@/ui/Bar";
import { type Column, Table } from "@/ui/Table";
import { Time } from "@/ui/Time";

/** Servers as a table, or as cards on a phone; those that are up first. */
export function ServerList({ servers }: { servers: Server[] }) {
  const wide = useWide();
  const sorted = [...servers].sort((a, b) => Number(b.up) - Number(a.up) || a.name.localeCompare(b.name));
  return wide ? (
    <Table caption="Servers" columns={COLUMNS} rows={sorted} rowKey={(server) => server.id} />
  ) : (
    <ul className="flex flex-col gap-2">
      {sorted.map((server) => (
        <li key={server.id} className="rounded-md border bg-surface p-3">
          <div className="mb-2 flex items-center justify-between gap-3">
            <span className="min-w-0 font-medium wording">{server.name}</span>
            <UpBadge up={server.up} />
          </div>
          <Load server={server} />
          <p className="mt-2 text-sm text-muted">
            <Stages server={server} /> · last seen <Time at={server.seenAt} />
          </p>
        </li>
      ))}
    </ul>
  );
}

const COLUMNS: Column<Server>[] = [
  { name: "up", head: "State", className: "w-28", cell: ({ up }) => <UpBadge up={up} /> },
  {
    name: "name",
    head: "Name",
    className: "w-56 2xl:w-80",
    cell: ({ name }) => (
      <span title={name} className="block truncate font-medium">
        {name}
      </span>
    ),
  },
  { name: "stages", head: "Stages", className: "py-2", cell: (server) => <Stages server={server} /> },
  { name: "running", head: "Slots used", className: "w-40", cell: (server) => <Load server={server} /> },
  {
    name: "seen",
    head: "Last seen",
    className: "w-28",
    cell: ({ seenAt }) => (
      <span className="text-muted">
        <Time at={seenAt} />
      </span>
    ),
  },
];

function UpBadge({ up }: { up: boolean }) {
  const Icon = up ? CircleCheck : CircleX;
  return (
    <Badge tone={up ? "good" : "bad"}>
      <Icon size={14} aria-hidden />
      {up ? "Up" : "Down"}
    </Badge>
  );
}

/** The stages between being queued and being completed, in the order of the pipelines. */
const WORK = (Object.keys(STAGE_WORDS) as Stage[]).filter((stage) => stage !== "queued" && stage !== "completed");

function Stages({ server: { stages } }: { server: Server }) {
  const done = WORK.filter((stage) => stages.includes(stage));
  return (
    <span className="text-muted">
      {done.length === WORK.length ? "All stages" : done.map((stage) => STAGE_WORDS[stage]).join(", ")}
    </span>
  );
}

function Load({ server: { name, running, concurrency } }: { server: Server }) {
  return (
    <span className="block">
      <span className="mb-1 block text-sm tabular-nums">
        {running.toLocaleString("en")} of {concurrency.toLocaleString("en")}
      </span>
      <Bar percent={concurrency === 0 ? 0 : (100 * running) / concurrency} label={`Work of ${name}`} />
    </span>
  );
}
