import { Fold } from "@/ui/Fold";

const KEYS: [string, string][] = [
  ["Space", "Play and pause"],
  ["← →", "5 s back and on"],
  ["p", "Play from the start"],
  ["l", "Play the last 5 s"],
  ["s", "Start where it plays"],
  ["e", "End where it plays"],
  ["[ ]", "To the start, to the end; then ← → by 0.1 s, with Shift by 1 s, Page up and down by 5 s"],
  ["m", "Chapter where it plays"],
  ["a", "Publish"],
  ["d", "Schedule"],
  ["x", "Reject"],
  ["c", "Only cut"],
  ["j k", "Next and previous episode"],
  ["F8", "To the message below, to take a decision back"],
];

/** What the keyboard does in a review. */
export function Keys() {
  return (
    <div className="max-sm:hidden">
      <Fold summary="Keys">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
          {KEYS.map(([keys, words]) => (
            <div key={keys} className="contents">
              <dt className="flex gap-1">
                {keys.split(" ").map((key) => (
                  <kbd key={key} className="h-fit min-w-6 rounded-sm border bg-sunken px-1.5 text-center font-mono">
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd className="text-muted">{words}</dd>
            </div>
          ))}
        </dl>
      </Fold>
    </div>
  );
}
