import { BellOff, BellRing } from "lucide-react";
import { Button } from "@/ui/Button";
import { switchOff, switchOn, useBrowserState } from "./browser";

/** Whether this browser says it too when nobody looks at the page. */
export function BrowserSwitch() {
  const state = useBrowserState();
  switch (state) {
    case "unable":
      return null;
    case "blocked":
      return (
        <p className="flex items-center gap-2 text-sm text-muted">
          <BellOff size={16} aria-hidden className="shrink-0" />
          This browser blocks them outside the page; its settings for this site let them through.
        </p>
      );
    case "off":
      return (
        <Button icon={BellRing} onClick={() => void switchOn()}>
          Notify me in this browser
        </Button>
      );
    case "on":
      return (
        <Button icon={BellOff} onClick={switchOff}>
          Stop in this browser
        </Button>
      );
  }
}
