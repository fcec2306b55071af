import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { errorAt, errorBeside } from "@/api/problem";
import { connectSheets, sheetKeys } from "@/api/sheets";
import type { NewSheetConnection } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Field, Input, Select } from "@/ui/Field";
import { Fold } from "@/ui/Fold";
import { FormError } from "@/ui/FormError";
import { useToast } from "@/ui/Toast";
import type { KeyFile } from "./keyFile";
import { KeyFilePicker } from "./KeyFilePicker";
import { KeySteps } from "./KeySteps";

interface ConnectDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

type Kind = NewSheetConnection["kind"];

/** Takes a key to Google Sheets. */
export function ConnectDialog({ open, onOpenChange }: ConnectDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Connect Google Sheets">
      <Connect onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function Connect({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const say = useToast();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Kind>("service_account");
  const [file, setFile] = useState<KeyFile>();
  const [apiKey, setApiKey] = useState("");
  const byFile = kind === "service_account";
  const connecting = useMutation({
    mutationFn: () =>
      connectSheets({
        name: name.trim(),
        kind,
        ...(byFile ? { serviceAccount: file?.text ?? "" } : { apiKey: apiKey.trim() }),
      }),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: sheetKeys.connections });
      say(`${made.name} is connected`);
      onClose();
    },
  });
  const ready = name.trim() !== "" && (byFile ? file !== undefined : apiKey.trim() !== "");
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    connecting.mutate();
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <Field label="Name" hint="So that you know it again." error={errorAt(connecting.error, "name")}>
        {(wiring) => (
          <Input
            {...wiring}
            autoFocus
            required
            dir="auto"
            maxLength={100}
            placeholder="Church media"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Kind of key"
        hint={
          byFile
            ? "Reads the sheets that are shared with its address, and can write results back."
            : "Reads sheets that anyone with the link can see. It cannot write results back."
        }
      >
        {(wiring) => (
          <Select {...wiring} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
            <option value="service_account">Service account</option>
            <option value="api_key">API key</option>
          </Select>
        )}
      </Field>
      {byFile ? (
        <KeyFilePicker chosen={file} onChoose={setFile} />
      ) : (
        <Field
          label="API key"
          hint="It is kept encrypted on the server and shown to nobody again."
          error={errorAt(connecting.error, "apiKey")}
        >
          {(wiring) => (
            <Input
              {...wiring}
              required
              type="password"
              autoComplete="off"
              spellCheck={false}
              maxLength={300}
              value={apiKey}
              onChange={(event) => setApiKey(event.target.value)}
            />
          )}
        </Field>
      )}
      {byFile && (
        <Fold summary="How to get such a file">
          <KeySteps />
        </Fold>
      )}
      <FormError text={errorBeside(connecting.error, ["name", "apiKey"])} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose} disabled={connecting.isPending}>
          Close
        </Button>
        <Button kind="primary" type="submit" busy={connecting.isPending} disabled={!ready}>
          Connect
        </Button>
      </div>
    </form>
  );
}
