import { FileAudio, Upload } from "lucide-react";
import { useId, useRef } from "react";
import { cx } from "@/lib/cx";
import { count, size } from "@/lib/format";
import { Button } from "@/ui/Button";

interface FilePickerProps {
  file: File | undefined;
  onPick: (file: File | undefined) => void;
  error: string | undefined;
  disabled: boolean;
  limitBytes: number | undefined;
  /** How many files were dropped beside this one. */
  leftOut: number;
}

/** Chooses a recording; dropping works anywhere on the page. */
export function FilePicker({ file, onPick, error, disabled, limitBytes, leftOut }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const wordsId = useId();
  const Icon = file === undefined ? Upload : FileAudio;
  return (
    <div>
      <div
        className={cx(
          "flex flex-col items-center gap-3 rounded-md border border-dashed px-4 py-6 text-center",
          error === undefined ? "border-line-strong" : "border-bad",
        )}
      >
        <Icon size={22} aria-hidden className="text-muted" />
        {file === undefined ? (
          <p>Drop an audio or video file here, or anywhere on the page.</p>
        ) : (
          <p className="max-w-full wording">
            <span dir="auto" className="font-medium">
              {file.name}
            </span>{" "}
            <span className="whitespace-nowrap text-muted tabular-nums">{size(file.size)}</span>
          </p>
        )}
        <Button small disabled={disabled} aria-describedby={wordsId} onClick={() => input.current?.click()}>
          {file === undefined ? "Choose a file" : "Choose another file"}
        </Button>
        <input
          ref={input}
          type="file"
          aria-label="Recording"
          accept="audio/*,video/*,.mkv,.opus,.m4a"
          className="hidden"
          onChange={(event) => {
            onPick(event.target.files?.[0] ?? file);
          }}
        />
      </div>
      <p id={wordsId} className={cx("mt-1.5 text-sm", error === undefined ? "text-muted" : "text-bad")}>
        {error ?? words(limitBytes, leftOut)}
      </p>
    </div>
  );
}

function words(limitBytes: number | undefined, leftOut: number): string {
  const limit = limitBytes === undefined ? "" : `At most ${size(limitBytes)}.`;
  return leftOut > 0 ? `${limit} One file at a time: ${count(leftOut, "other")} left out.` : limit;
}
