import { CircleAlert } from "lucide-react";
import { cx } from "@/lib/cx";

/** What went wrong with a form as a whole. */
export function FormError({ text, className }: { text: string | undefined; className?: string }) {
  return (
    <div role="alert" className="empty:hidden">
      {text !== undefined && (
        <p className={cx("flex items-start gap-2 rounded-md bg-bad-soft px-3 py-2 text-bad wording", className)}>
          <CircleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
          {text}
        </p>
      )}
    </div>
  );
}
