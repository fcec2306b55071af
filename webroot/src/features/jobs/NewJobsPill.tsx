import { ArrowUp } from "lucide-react";

/** Offers the jobs that came in since the list was read. */
export function NewJobsPill({ number, onShow }: { number: number; onShow: () => void }) {
  return (
    <div aria-live="polite" className="flex justify-center empty:hidden">
      {number > 0 && (
        <button
          type="button"
          onClick={onShow}
          className="mb-3 inline-flex h-8 animate-rise items-center gap-2 rounded-full bg-accent px-4 text-sm font-medium text-on-accent tabular-nums hover:bg-accent-strong"
        >
          <ArrowUp size={14} aria-hidden />
          {number.toLocaleString("en")} new
        </button>
      )}
    </div>
  );
}
