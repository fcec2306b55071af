import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";

export interface Crumb {
  label: string;
  to?: "/jobs" | "/bulk" | "/agents" | "/episodes" | "/review" | "/feeds" | "/settings";
}

const CrumbsContext = createContext<{ crumbs: Crumb[]; setCrumbs: (crumbs: Crumb[]) => void }>({
  crumbs: [],
  setCrumbs: () => undefined,
});

export function CrumbsProvider({ children }: { children: ReactNode }) {
  const [crumbs, setCrumbs] = useState<Crumb[]>([]);
  const value = useMemo(() => ({ crumbs, setCrumbs }), [crumbs]);
  return <CrumbsContext value={value}>{children}</CrumbsContext>;
}

export function useCrumbs(): Crumb[] {
  return use(CrumbsContext).crumbs;
}

/** Says where the reader is: in the frame, and in the browser's title. */
export function usePage(label: string, parent?: Crumb): void {
  const { setCrumbs } = use(CrumbsContext);
  const parentLabel = parent?.label;
  const parentTo = parent?.to;
  useEffect(() => {
    document.title = `${label} · Reelcast`;
    const above: Crumb[] =
      parentLabel === undefined
        ? []
        : [parentTo === undefined ? { label: parentLabel } : { label: parentLabel, to: parentTo }];
    setCrumbs([...above, { label }]);
  }, [label, parentLabel, parentTo, setCrumbs]);
}
