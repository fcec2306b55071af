import { useEffect, useEffectEvent } from "react";

const SEQUENCE_MS = 1200;

export type Keymap = Record<string, () => void>;

/** Whether keys go into a text at the moment, or into an open menu or dialog. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      "input, textarea, select, [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu]",
    ) !== null
  );
}

/** Whether the space bar and the enter key press what has the focus. */
function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button, a, summary, audio, video, [role=tab]") !== null;
}

/** Keys, or two keys one after the other as "g d", that act while nobody is typing. */
export function useShortcuts(keymap: Keymap): void {
  const act = useEffectEvent((keys: string): boolean => {
    const action = keymap[keys];
    action?.();
    return action !== undefined;
  });
  const begins = useEffectEvent((key: string): boolean =>
    Object.keys(keymap).some((keys) => keys.startsWith(`${key} `)),
  );
  useEffect(() => {
    let before: { key: string; at: number } | undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) {
        return;
      }
      if ((event.key === " " || event.key === "Enter") && isPressable(event.target)) {
        return;
      }
      const inTime = before !== undefined && event.timeStamp - before.at < SEQUENCE_MS;
      const keys = inTime && before !== undefined ? `${before.key} ${event.key}` : event.key;
      before = undefined;
      if (act(keys)) {
        event.preventDefault();
      } else if (begins(event.key)) {
        before = { key: event.key, at: event.timeStamp };
      }
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
    };
  }, []);
}
