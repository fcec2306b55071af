import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Eye, Sheet } from "lucide-react";
import { useState } from "react";
import { errorAt, messageOf } from "@/api/problem";
import { sheetConnectionsQuery, sheetPreviewQuery } from "@/api/sheets";
import type { SheetConnection } from "@/api/types";
import { PreviewTable } from "@/features/sheets/PreviewTable";
import { Button, buttonClass } from "@/ui/Button";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Checkbox, Field, Input, Select } from "@/ui/Field";
import { FormError } from "@/ui/FormError";
import { SkeletonRows } from "@/ui/Skeleton";
import type { SheetChoice } from "./sheetChoice";

interface SheetFieldsProps {
  value: SheetChoice;
  onChange: (value: SheetChoice) => void;
  error: unknown;
}

/** Which Google Sheet the rows are in, and with whose key it is read. */
export function SheetFields({ value, onChange, error }: SheetFieldsProps) {
  const connections = useQuery(sheetConnectionsQuery);
  if (connections.data === undefined) {
    return connections.error === null ? (
      <SkeletonRows rows={2} />
    ) : (
      <ErrorState what="The connections" error={connections.error} onRetry={() => void connections.refetch()} />
    );
  }
  if (connections.data.length === 0) {
    return (
      <EmptyState
        icon={Sheet}
        title="No key to Google Sheets yet"
        action={
          <Link to="/settings/sheets" className={buttonClass()}>
            Connect in the settings
          </Link>
        }
      >
        Reelcast reads a sheet with a key of yours. It is set up once, in the settings.
      </EmptyState>
    );
  }
  return <SheetForm connections={connections.data} value={value} onChange={onChange} error={error} />;
}

function SheetForm({ connections, value, onChange, error }: SheetFieldsProps & { connections: SheetConnection[] }) {
  const change = (part: Partial<SheetChoice>): void => onChange({ ...value, ...part });
  const connection = connections.find(({ id }) => id === value.connectionId);
  const mayWrite = connection?.kind === "service_account";
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Connection"
        hint={connection?.email === undefined ? undefined : `The sheet has to be shared with ${connection.email}.`}
        error={errorAt(error, "connectionId")}
      >
        {(wiring) => (
          <Select
            {...wiring}
            value={value.connectionId}
            onChange={(event) => change({ connectionId: event.target.value, writeBack: false })}
          >
            <option value="">Choose one</option>
            {connections.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Field label="Address of the sheet" hint="As it stands in the browser." error={errorAt(error, "sheetId")}>
          {(wiring) => (
            <Input
              {...wiring}
              maxLength={2048}
              placeholder="https://docs.google.com/spreadsheets/d/…"
              value={value.sheet}
              onChange={(event) => change({ sheet: event.target.value })}
            />
          )}
        </Field>
        <Field label="Range" hint="Empty for the whole tab." error={errorAt(error, "range")}>
          {(wiring) => (
            <Input
              {...wiring}
              dir="auto"
              maxLength={200}
              placeholder="Week 1!A1:D500"
              value={value.range}
              onChange={(event) => change({ range: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Look choice={value} />
      {mayWrite && (
        <Checkbox
          label="Write status and link into the sheet at the end"
          checked={value.writeBack}
          onChange={(event) => change({ writeBack: event.target.checked })}
        />
      )}
    </div>
  );
}

/** The beginning of the sheet, when it is asked for. */
function Look({ choice }: { choice: SheetChoice }) {
  const wanted = { id: choice.connectionId, sheet: choice.sheet.trim(), range: choice.range.trim() };
  const [asked, setAsked] = useState({ id: "", sheet: "", range: "" });
  const same = asked.id === wanted.id && asked.sheet === wanted.sheet && asked.range === wanted.range;
  const { data, error, isFetching, refetch } = useQuery({
    ...sheetPreviewQuery(asked.id, asked.sheet, asked.range),
    enabled: asked.sheet !== "" && asked.id !== "",
  });
  return (
    <div>
      <Button
        small
        icon={Eye}
        busy={isFetching}
        disabled={wanted.id === "" || wanted.sheet === ""}
        onClick={() => (same ? void refetch() : setAsked(wanted))}
      >
        Look at the sheet
      </Button>
      {same && <FormError text={error === null || isFetching ? undefined : messageOf(error)} className="mt-3" />}
      {same && data !== undefined && error === null && (
        <div className="mt-3">
          <PreviewTable preview={data} />
        </div>
      )}
    </div>
  );
}
