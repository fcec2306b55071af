import { Rss } from "lucide-react";
import { CopyButton } from "./CopyButton";

/** A feed's address, to open or to copy into a podcast app. */
export function FeedAddress({ url }: { url: string }) {
  return (
    <div className="flex min-w-0 items-center gap-2 rounded-md bg-sunken py-1 pr-1 pl-3">
      <Rss size={16} aria-hidden className="shrink-0 text-muted" />
      <a href={url} target="_blank" rel="noreferrer" className="min-w-0 flex-1 truncate text-accent hover:underline">
        <span className="sr-only">Feed: </span>
        {url}
      </a>
      <CopyButton text={url} label="Copy the feed's address" />
    </div>
  );
}
