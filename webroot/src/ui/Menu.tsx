import type { LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { type ReactElement, useRef } from "react";
import { cx } from "@/lib/cx";

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

interface MenuProps {
  trigger: ReactElement;
  /** Words above the items. */
  heading?: string;
  items: MenuItem[];
}

export function Menu({ trigger, heading, items }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const chosen = useRef<() => void>(undefined);
  // A dialog that an item opens gives the focus back to what had it: that must be the button, for the item is gone by then.
  const onClosed = (event: Event): void => {
    const act = chosen.current;
    chosen.current = undefined;
    if (act !== undefined) {
      event.preventDefault();
      button.current?.focus();
      act();
    }
  };
  return (
    <Radix.Root>
      <Radix.Trigger ref={button} asChild>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={onClosed}
          className="z-50 min-w-48 animate-rise rounded-md border bg-surface p-1 shadow-float"
        >
          {heading !== undefined && (
            <Radix.Label className="max-w-64 truncate px-2.5 py-1.5 text-xs text-muted">{heading}</Radix.Label>
          )}
          {items.map(({ label, icon: Icon, danger, disabled, onSelect }) => (
            <Radix.Item
              key={label}
              disabled={disabled ?? false}
              onSelect={() => {
                chosen.current = onSelect;
              }}
              className={cx(
                "flex cursor-default items-center gap-2.5 rounded-sm px-2.5 py-1.5 outline-none select-none",
                "data-disabled:opacity-50 data-highlighted:bg-sunken",
                danger && "text-bad",
              )}
            >
              {Icon && <Icon size={16} aria-hidden />}
              {label}
            </Radix.Item>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
