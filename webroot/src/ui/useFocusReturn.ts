import { useLayoutEffect, useRef } from "react";

/**
 * Gives the focus back to what had it before a dialog opened. Radix does so for dialogs with a trigger of their own only;
 * ours are opened by state, and a reader at the keyboard would start over at the top of the page.
 */
export function useFocusReturn(open: boolean) {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    // The dialog itself is drawn a moment later, and may take the focus as it is.
    if (open) {
      before.current = document.activeElement;
    }
  }, [open]);
  return {
    onCloseAutoFocus: (event: Event) => {
      if (before.current instanceof HTMLElement && before.current.isConnected && before.current !== document.body) {
        event.preventDefault();
        before.current.focus();
      }
    },
  };
}
