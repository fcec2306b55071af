import { Loader2, type LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { cx } from "@/lib/cx";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

const KINDS: Record<ButtonKind, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border bg-surface hover:bg-sunken",
  quiet: "text-muted hover:bg-sunken hover:text-text",
  danger: "border border-bad/40 bg-surface text-bad hover:bg-bad-soft",
};

/** The look of a button, for links that act like one. */
export function buttonClass(kind: ButtonKind = "secondary", small = false): string {
  return cx(
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    small ? "h-8 px-2.5 text-sm" : "h-9 px-3.5",
    KINDS[kind],
  );
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  small?: boolean;
  icon?: LucideIcon;
  /** Work is under way: shows it and refuses another press. */
  busy?: boolean;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ kind, small, icon: Icon, busy = false, className, children, disabled, ...rest }: ButtonProps) {
  const Shown = busy ? Loader2 : Icon;
  return (
    <button
      type="button"
      className={cx(buttonClass(kind, small), className)}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {Shown && <Shown size={16} aria-hidden className={cx(busy && "animate-spin")} />}
      {children}
    </button>
  );
}
