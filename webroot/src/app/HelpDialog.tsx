import { Dialog } from "@/ui/Dialog";
import { DESTINATIONS } from "./navigation";

export function HelpDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const keys: [string, string][] = [
    ["n", "New job"],
    ["/", "Search jobs"],
    ...DESTINATIONS.map(({ key, label }): [string, string] => [`g ${key}`, `Go to ${label.toLowerCase()}`]),
    ["g r", "Go to the review"],
    ["p", "Pause or resume a bulk job, on its page"],
    ["r", "Retry what failed of a bulk job, on its page"],
    ["t", "Change theme"],
    ["?", "This list"],
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2.5">
        {keys.map(([pressed, words]) => (
          <div key={pressed} className="contents">
            <dt className="flex gap-1">
              {pressed.split(" ").map((key) => (
                <kbd
                  key={key}
                  className="min-w-6 rounded-sm border bg-sunken px-1.5 py-0.5 text-center font-mono text-sm"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
