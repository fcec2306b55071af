import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface Tab<Name extends string> {
  name: Name;
  label: string;
  /** A number beside the label; none when zero. */
  count?: number;
  content: ReactNode;
}

interface TabsProps<Name extends string> {
  label: string;
  value: Name;
  onChange: (name: Name) => void;
  tabs: Tab<Name>[];
}

/** Views of one thing. Only the chosen one is drawn. */
export function Tabs<Name extends string>({ label, value, onChange, tabs }: TabsProps<Name>) {
  return (
    <Radix.Root
      value={value}
      onValueChange={(name) => {
        onChange(name as Name);
      }}
    >
      <Radix.List aria-label={label} className="mb-4 flex flex-wrap gap-x-1 border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.name}
            value={tab.name}
            className="-mb-px border-b-2 border-transparent px-2.5 py-2 sm:px-3 font-medium text-muted hover:text-text focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-text"
          >
            {tab.label}
            {tab.count !== undefined && tab.count > 0 && (
              <span className="ml-2 rounded-full bg-sunken px-1.5 py-0.5 text-xs text-muted tabular-nums">
                {tab.count.toLocaleString("en")}
              </span>
            )}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.name} value={tab.name} className="min-w-0 focus-visible:outline-none">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
