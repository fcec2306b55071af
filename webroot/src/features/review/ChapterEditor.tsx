import { BookmarkPlus, Trash2 } from "lucide-react";
import { usePlayer } from "@/features/job/Player";
import { clock } from "@/lib/format";
import { Button } from "@/ui/Button";
import { Input } from "@/ui/Field";
import { IconButton } from "@/ui/IconButton";
import type { CutEditing } from "./useCut";

/** The chapters by their places in the recording; those outside of the episode are kept, but not published. */
export function ChapterEditor({ editing }: { editing: CutEditing }) {
  const { media, seek, src } = usePlayer();
  const { span, chapters } = editing.cut;
  return (
    <section aria-label="Chapters">
      <div className="mb-2 flex min-h-8 items-center justify-between gap-3">
        <h2 className="text-lg font-semibold">Chapters</h2>
        <Button small icon={BookmarkPlus} onClick={() => editing.addChapter(media.current?.currentTime ?? span.start)}>
          Chapter {src === undefined ? "at the start" : "where it plays"}
        </Button>
      </div>
      {chapters.length === 0 ? (
        <p className="rounded-md border border-dashed px-4 py-5 text-center text-muted">No chapters.</p>
      ) : (
        <ul className="flex flex-col gap-1.5">
          {chapters.map((chapter) => {
            const outside = chapter.start >= span.end;
            return (
              <li key={chapter.start} className="flex items-center gap-2">
                <button
                  type="button"
                  disabled={src === undefined}
                  aria-label={`Go to ${clock(chapter.start)}`}
                  onClick={() => seek(chapter.start)}
                  className="h-9 w-16 shrink-0 rounded-md text-accent tabular-nums enabled:hover:bg-sunken"
                >
                  {clock(chapter.start)}
                </button>
                <Input
                  aria-label={`Title of the chapter at ${clock(chapter.start)}`}
                  dir="auto"
                  maxLength={200}
                  placeholder="What begins here"
                  autoFocus={chapter.start === editing.added && chapter.title === ""}
                  className={outside ? "opacity-60" : ""}
                  value={chapter.title}
                  onKeyDown={(event) => {
                    // The name is written: the keys are the review's again.
                    if (event.key === "Enter" || event.key === "Escape") {
                      event.currentTarget.blur();
                    }
                  }}
                  onChange={(event) =>
                    editing.setChapters(
                      chapters.map((other) =>
                        other === chapter ? { start: chapter.start, title: event.target.value } : other,
                      ),
                    )
                  }
                />
                <IconButton
                  icon={Trash2}
                  label={`Remove the chapter at ${clock(chapter.start)}`}
                  onClick={() => editing.setChapters(chapters.filter((other) => other !== chapter))}
                />
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
