import { useNavigate, useSearch } from "@tanstack/react-router";
import { FileSpreadsheet } from "lucide-react";
import { type SyntheticEvent, useState } from "react";
import { ApiError, errorAt, errorBeside } from "@/api/problem";
import { usePage } from "@/app/crumbs";
import { FilePicker } from "@/features/submit/FilePicker";
import { SendingBar } from "@/features/submit/SendingBar";
import { count } from "@/lib/format";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Field, TextArea } from "@/ui/Field";
import { FormError } from "@/ui/FormError";
import { PageHeader } from "@/ui/PageHeader";
import { Tabs } from "@/ui/Tabs";
import { chooseCsv, useCsvFile } from "./csvFile";
import { OptionFields } from "./OptionFields";
import { lineCount, NO_OPTIONS, optionsInput } from "./options";
import type { NewSource } from "./search";
import { isSheetChosen, NO_SHEET, sheetInput } from "./sheetChoice";
import { SheetFields } from "./SheetFields";
import { useNewBulk } from "./useNewBulk";

const FIELDS = ["title", "agentId", "template", "output", "connectionId", "sheetId", "range"];

/** Rows from somewhere, and what is the same for all of them; they are checked before anything starts. */
export function NewBulkPage() {
  usePage("New bulk job", { label: "Bulk", to: "/bulk" });
  const { from = "csv" } = useSearch({ from: "/signed-in/bulk/new" });
  const navigate = useNavigate();
  const file = useCsvFile();
  const [list, setList] = useState("");
  const [sheet, setSheet] = useState(NO_SHEET);
  const [options, setOptions] = useState(NO_OPTIONS);
  const { check, busy, error, sending, cancel, forget } = useNewBulk();
  const ready = { csv: file !== undefined, list: lineCount(list) > 0, sheet: isSheetChosen(sheet) };
  const sourceField = from === "csv" ? "file" : from;
  const sourceError =
    errorAt(error, sourceField) ??
    (from !== "sheet" &&
    error instanceof ApiError &&
    [413, 415, 422].includes(error.status) &&
    error.problem.field === undefined
      ? error.message
      : undefined);

  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    const input = optionsInput(options);
    if (from === "sheet") {
      check({ input: { ...input, ...sheetInput(sheet) } });
    } else if (from === "list") {
      check({ input: { ...input, inputSource: "list", list } });
    } else if (file !== undefined) {
      check({ file, input });
    }
  };

  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="New bulk job" />
      <form onSubmit={send}>
        <Card className="sm:p-6">
          <Tabs<NewSource>
            label="Source"
            value={from}
            onChange={(name) => {
              forget();
              void navigate({ to: "/bulk/new", search: { from: name }, replace: true });
            }}
            tabs={[
              {
                name: "csv",
                label: "CSV file",
                content: (
                  <FilePicker
                    label="CSV file"
                    icon={FileSpreadsheet}
                    accept=".csv,.tsv,text/csv,text/tab-separated-values"
                    prompt="Drop a CSV file here, or anywhere on the page."
                    hint="A first row with the names of the columns, then up to 100,000 rows. One column names a video, or holds a text to make a video of."
                    file={file}
                    onPick={chooseCsv}
                    error={sourceError}
                    disabled={busy}
                  />
                ),
              },
              {
                name: "list",
                label: "Pasted list",
                content: (
                  <Field
                    label="URLs or YouTube ids"
                    hint={ready.list ? count(lineCount(list), "line") : "One a line."}
                    error={sourceError}
                  >
                    {(wiring) => (
                      <TextArea
                        {...wiring}
                        rows={10}
                        className="font-mono text-sm"
                        placeholder={"https://www.youtube.com/watch?v=…\nhttps://example.org/recording.mp4"}
                        value={list}
                        onChange={(event) => setList(event.target.value)}
                      />
                    )}
                  </Field>
                ),
              },
              {
                name: "sheet",
                label: "Google Sheet",
                content: <SheetFields value={sheet} onChange={setSheet} error={error} />,
              },
            ]}
          />
          <div className="mt-6 border-t pt-5">
            <OptionFields value={options} onChange={setOptions} error={error} />
          </div>
          <FormError
            text={sourceError === undefined ? errorBeside(error, [...FIELDS, sourceField]) : undefined}
            className="mt-4"
          />
          {sending !== undefined && <SendingBar sending={sending} />}
          <div className="mt-6 flex flex-wrap items-center justify-end gap-2">
            <p className="mr-auto text-sm text-muted">Nothing starts yet.</p>
            {sending !== undefined && (
              <Button kind="danger" onClick={cancel}>
                Cancel upload
              </Button>
            )}
            <Button kind="primary" type="submit" busy={busy} disabled={!ready[from]}>
              Check the rows
            </Button>
          </div>
        </Card>
      </form>
    </div>
  );
}
