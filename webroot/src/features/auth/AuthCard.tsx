import type { ReactNode } from "react";
import { Brand } from "@/app/Brand";

/** One card, the brand, nothing else. */
export function AuthCard({ title, words, children }: { title: string; words?: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh items-center justify-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex justify-center">
          <Brand />
        </div>
        <div className="rounded-md border bg-surface p-6">
          <h1 className="text-xl font-semibold">{title}</h1>
          {words !== undefined && <p className="mt-1 text-muted">{words}</p>}
          <div className="mt-5">{children}</div>
        </div>
      </div>
    </main>
  );
}
