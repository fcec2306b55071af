import { FileKey2 } from "lucide-react";
import { type DragEvent, useId, useRef, useState } from "react";
import { cx } from "@/lib/cx";
import { Button } from "@/ui/Button";
import { type KeyFile, readKeyFile } from "./keyFile";

interface KeyFilePickerProps {
  chosen: KeyFile | undefined;
  onChoose: (file: KeyFile | undefined) => void;
}

/** Takes the JSON file of a service account, dropped here or chosen. */
export function KeyFilePicker({ chosen, onChoose }: KeyFilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const wordsId = useId();
  const [wrong, setWrong] = useState<string>();
  const [over, setOver] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) {
      const read = await readKeyFile(file);
      setWrong(typeof read === "string" ? read : undefined);
      onChoose(typeof read === "string" ? undefined : read);
    }
  };
  // What is prevented here is left alone by the page, which takes recordings anywhere else.
  const hover = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div>
      <div
        onDragOver={hover}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
        className={cx(
          "flex flex-col items-center gap-3 rounded-md border border-dashed px-4 py-6 text-center",
          over ? "border-accent bg-accent-soft" : wrong === undefined ? "border-line-strong" : "border-bad",
        )}
      >
        <FileKey2 size={22} aria-hidden className="text-muted" />
        {chosen === undefined ? (
          <p>Drop the JSON file of the service account here.</p>
        ) : (
          <p className="max-w-full wording">
            The key of <span className="font-medium">{chosen.email}</span>
          </p>
        )}
        <Button small aria-describedby={wordsId} onClick={() => input.current?.click()}>
          {chosen === undefined ? "Choose the file" : "Choose another file"}
        </Button>
        <input
          ref={input}
          type="file"
          aria-label="Key file"
          accept="application/json,.json"
          className="hidden"
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The same file may be chosen once more, after it was put right.
            event.target.value = "";
            void take(file);
          }}
        />
      </div>
      <p id={wordsId} role="status" className={cx("mt-1.5 text-sm", wrong === undefined ? "text-muted" : "text-bad")}>
        {wrong ?? "It is kept encrypted on the server and shown to nobody again."}
      </p>
    </div>
  );
}
