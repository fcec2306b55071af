import { CircleAlert, Eye, FileKey2, KeyRound } from "lucide-react";
import type { SheetConnection } from "@/api/types";
import { Button } from "@/ui/Button";
import { CopyButton } from "@/ui/CopyButton";
import { Time } from "@/ui/Time";

interface ConnectionListProps {
  connections: SheetConnection[];
  onLook: (connection: SheetConnection) => void;
  onRemove: (connection: SheetConnection) => void;
}

export function ConnectionList({ connections, onLook, onRemove }: ConnectionListProps) {
  return (
    <ul aria-label="Connections" className="divide-y rounded-md border bg-surface">
      {connections.map((connection) => (
        <li key={connection.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
          <div className="min-w-0 flex-1 basis-72">
            <About connection={connection} />
          </div>
          <div className="flex gap-2">
            <Button
              small
              icon={Eye}
              onClick={() => onLook(connection)}
              aria-label={`Look at a sheet: ${connection.name}`}
            >
              Look at a sheet
            </Button>
            <Button small kind="danger" onClick={() => onRemove(connection)} aria-label={`Remove ${connection.name}`}>
              Remove
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}

function About({ connection }: { connection: SheetConnection }) {
  const { name, kind, email, createdAt, usedAt } = connection;
  const Icon = kind === "api_key" ? KeyRound : FileKey2;
  return (
    <>
      <p className="flex items-start gap-2">
        <Icon size={16} aria-hidden className="mt-0.5 shrink-0 text-muted" />
        <span dir="auto" className="font-medium wording">
          {name}
        </span>
      </p>
      {email === undefined ? (
        <p className="text-muted">API key: reads public sheets</p>
      ) : (
        <p className="flex items-center gap-1 text-muted">
          <span className="min-w-0 wording">{email}</span>
          <CopyButton text={email} label="Copy the address to share sheets with" />
        </p>
      )}
      <p className="text-sm text-muted">
        Connected <Time at={createdAt} /> ·{" "}
        {usedAt === undefined ? (
          "not used yet"
        ) : (
          <>
            last used <Time at={usedAt} />
          </>
        )}
      </p>
      <Trouble connection={connection} />
    </>
  );
}

/** The newest trouble; less loud when it went well since. */
function Trouble({ connection: { error, errorAt, usedAt } }: { connection: SheetConnection }) {
  if (error === undefined || errorAt === undefined) {
    return null;
  }
  return usedAt !== undefined && usedAt > errorAt ? (
    <p className="mt-1 text-sm text-muted wording">
      Well since; <Time at={errorAt} />: {error}
    </p>
  ) : (
    <p className="mt-1 flex items-start gap-2 text-sm text-bad">
      <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
      <span className="wording">
        <Time at={errorAt} />: {error}
      </span>
    </p>
  );
}
