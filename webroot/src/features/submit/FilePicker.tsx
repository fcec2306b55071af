import { type LucideIcon, Upload } from "lucide-react";
import { useId, useRef } from "react";
import { cx } from "@/lib/cx";
import { count, size } from "@/lib/format";
import { Button } from "@/ui/Button";

interface FilePickerProps {
  /** What kind of file, for screen readers. */
  label: string;
  icon: LucideIcon;
  accept: string;
  /** Asks for a file while there is none. */
  prompt: string;
  hint: string;
  file: File | undefined;
  onPick: (file: File | undefined) => void;
  error: string | undefined;
  disabled: boolean;
}

/** Chooses a file; dropping works anywhere on the page. */
export function FilePicker({ label, icon, accept, prompt, hint, file, onPick, error, disabled }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null);
  const wordsId = useId();
  const Icon = file === undefined ? Upload : icon;
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
          <p>{prompt}</p>
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
          aria-label={label}
          accept={accept}
          className="hidden"
          onChange={(event) => {
            onPick(event.target.files?.[0] ?? file);
          }}
        />
      </div>
      <p id={wordsId} className={cx("mt-1.5 text-sm", error === undefined ? "text-muted" : "text-bad")}>
        {error ?? hint}
      </p>
    </div>
  );
}

/** What to know before choosing a recording. @param leftOut how many files were dropped beside it */
export function recordingHint(limitBytes: number | undefined, leftOut: number): string {
  const limit = limitBytes === undefined ? "" : `At most ${size(limitBytes)}.`;
  return leftOut > 0 ? `${limit} One file at a time: ${count(leftOut, "other")} left out.` : limit;
}
