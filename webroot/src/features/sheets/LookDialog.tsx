import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { type SyntheticEvent, useEffect, useState } from "react";
import { messageOf } from "@/api/problem";
import { sheetKeys, sheetPreviewQuery } from "@/api/sheets";
import type { SheetConnection } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Field, Input } from "@/ui/Field";
import { FormError } from "@/ui/FormError";
import { PreviewTable } from "./PreviewTable";

interface LookDialogProps {
  /** With whose key; undefined while it is closed. */
  connection: SheetConnection | undefined;
  onClose: () => void;
}

/** Tries a connection on a sheet. */
export function LookDialog({ connection, onClose }: LookDialogProps) {
  return (
    <Dialog
      open={connection !== undefined}
      onOpenChange={(open) => {
        if (!open) {
          onClose();
        }
      }}
      title={`Look at a sheet with ${connection?.name ?? ""}`}
      wide
    >
      {connection !== undefined && <Look connection={connection} />}
    </Dialog>
  );
}

function Look({ connection }: { connection: SheetConnection }) {
  const client = useQueryClient();
  const [form, setForm] = useState({ sheet: "", range: "" });
  const [asked, setAsked] = useState(form);
  const { data, error, isFetching, refetch } = useQuery({
    ...sheetPreviewQuery(connection.id, asked.sheet, asked.range),
    enabled: asked.sheet !== "",
  });
  // When it was used last, and what came of it, stands in the list.
  useEffect(() => {
    if (!isFetching && asked.sheet !== "") {
      void client.invalidateQueries({ queryKey: sheetKeys.connections });
    }
  }, [client, isFetching, asked]);
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    const wanted = { sheet: form.sheet.trim(), range: form.range.trim() };
    if (wanted.sheet === asked.sheet && wanted.range === asked.range) {
      void refetch();
    } else {
      setAsked(wanted);
    }
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Field label="Address of the sheet" hint="As it stands in the browser.">
          {(wiring) => (
            <Input
              {...wiring}
              autoFocus
              required
              maxLength={2048}
              placeholder="https://docs.google.com/spreadsheets/d/…"
              value={form.sheet}
              onChange={(event) => setForm({ ...form, sheet: event.target.value })}
            />
          )}
        </Field>
        <Field label="Range" hint="Empty for the whole tab.">
          {(wiring) => (
            <Input
              {...wiring}
              dir="auto"
              maxLength={300}
              placeholder="Week 1!A1:D500"
              value={form.range}
              onChange={(event) => setForm({ ...form, range: event.target.value })}
            />
          )}
        </Field>
      </div>
      <FormError text={error === null || isFetching ? undefined : messageOf(error)} />
      <div className="flex justify-end">
        <Button kind="primary" type="submit" icon={Eye} busy={isFetching} disabled={form.sheet.trim() === ""}>
          Look
        </Button>
      </div>
      {data !== undefined && error === null && <PreviewTable preview={data} />}
    </form>
  );
}
