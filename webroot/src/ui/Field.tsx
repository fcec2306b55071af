import { ChevronDown } from "lucide-react";
import {
  type ComponentPropsWithRef,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import { cx } from "@/lib/cx";

const BOX =
  "w-full rounded-md border border-line-strong/60 bg-surface px-3 aria-invalid:border-bad disabled:opacity-60 focus-visible:outline-offset-0";

interface Wiring {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong with the value, said at the field. */
  error?: string | undefined;
  className?: string;
  children: (wiring: Wiring) => ReactNode;
}

/** A label, an input, and the words below it, tied together for screen readers. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const wordsId = `${id}-words`;
  const words = error ?? hint;
  return (
    <div className={cx("min-w-0", className)}>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      {children({
        id,
        ...(words === undefined ? {} : { "aria-describedby": wordsId }),
        ...(error === undefined ? {} : { "aria-invalid": true as const }),
      })}
      {words !== undefined && (
        <p id={wordsId} className={cx("mt-1.5 text-sm", error === undefined ? "text-muted" : "text-bad")}>
          {words}
        </p>
      )}
    </div>
  );
}

export function Input({ className, ...rest }: InputHTMLAttributes<HTMLInputElement> & ComponentPropsWithRef<"input">) {
  return <input className={cx(BOX, "h-9", className)} {...rest} />;
}

export function TextArea({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return <textarea className={cx(BOX, "py-2", className)} {...rest} />;
}

/** The browser's own select: the best one on phones and for screen readers. */
export function Select({ className, ...rest }: SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <span className={cx("relative inline-flex w-full", className)}>
      <select className={cx(BOX, "h-9 appearance-none pr-8")} {...rest} />
      <ChevronDown size={16} aria-hidden className="pointer-events-none absolute top-2.5 right-2.5 text-muted" />
    </span>
  );
}

interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "type"> {
  label: string;
}

export function Checkbox({ label, className, ...rest }: CheckboxProps) {
  return (
    <label className={cx("flex items-center gap-2.5", className)}>
      <input type="checkbox" className="size-4 shrink-0 accent-accent" {...rest} />
      {label}
    </label>
  );
}

interface SelectBoxProps {
  label: string;
  checked: boolean;
  /** Some of what it stands for is chosen, not all. */
  partly?: boolean;
  onChange: (checked: boolean) => void;
}

/** A box before a row, with a target larger than itself. */
export function SelectBox({ label, checked, partly = false, onChange }: SelectBoxProps) {
  return (
    <label className="-m-2 flex w-fit p-2">
      <input
        type="checkbox"
        aria-label={label}
        className="size-4 accent-accent"
        checked={checked}
        ref={(box) => {
          if (box !== null) {
            box.indeterminate = partly;
          }
        }}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}
