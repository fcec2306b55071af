import type { ItemEvent } from "@/api/bulkMerge";
import { LETTERS } from "@/api/bulkMerge";
import type { JobStatus } from "@/api/types";

const STATUSES = Object.keys(LETTERS) as JobStatus[];
const CODES = new Map(STATUSES.map((status, code) => [status, code]));
const BY_LETTER = new Map(STATUSES.map((status, code) => [LETTERS[status].charCodeAt(0), code]));
/** So many changes in one frame are not worth being told one by one. */
const MOST_CHANGES = 2000;

/** The items that changed since the last frame, or all of them. */
export type Changes = readonly number[] | "all";

/**
 * Where each item of a bulk job stands: one byte an item. An event changes one of them, whatever the number of items, and
 * who draws them hears of all changes once before the browser's next frame.
 */
export class ItemGrid {
  private codes = new Uint8Array(0);
  /** The newest event of each item's job, so that an older one that comes late is dropped. */
  private seqs = new Uint32Array(0);
  /** What was heard while the grid was being read, which may be newer than what is read. */
  private heard: ItemEvent[] | undefined;
  private changed: number[] | "all" = [];
  private frame: number | undefined;
  private readonly watchers = new Set<(changes: Changes) => void>();

  /** How many items there are; 0 until they were read. */
  get size(): number {
    return this.codes.length;
  }

  /** @param itemId from 1 */
  statusOf(itemId: number): JobStatus | undefined {
    const code = this.codes[itemId - 1];
    return code === undefined ? undefined : STATUSES[code];
  }

  /** Called before the grid is read: events from now on are kept for {@link load}. */
  expect(): void {
    this.heard = [];
  }

  /** @param letters one an item, as the server has them */
  load(letters: string): void {
    const codes = new Uint8Array(letters.length);
    for (let index = 0; index < letters.length; index++) {
      codes[index] = BY_LETTER.get(letters.charCodeAt(index)) ?? 0;
    }
    const seqs = new Uint32Array(letters.length);
    seqs.set(this.seqs.subarray(0, letters.length));
    this.codes = codes;
    this.seqs = seqs;
    const heard = this.heard ?? [];
    this.heard = undefined;
    for (const { currentVideo, status } of heard) {
      const before = this.statusOf(currentVideo);
      // What was read may know of an end that the event, being older, does not.
      if (before !== undefined && rank(status) >= rank(before)) {
        codes[currentVideo - 1] = CODES.get(status) ?? 0;
      }
    }
    this.tell("all");
  }

  /** One item after an event of its job. */
  apply(event: ItemEvent): void {
    const { currentVideo, seq, status } = event;
    this.heard?.push(event);
    const index = currentVideo - 1;
    const newest = this.seqs[index];
    if (newest === undefined || seq <= newest) {
      return;
    }
    this.seqs[index] = seq;
    this.set(currentVideo, status);
  }

  /** An item after a command. */
  set(itemId: number, status: JobStatus): void {
    const code = CODES.get(status) ?? 0;
    if (itemId > this.codes.length || this.codes[itemId - 1] === code) {
      return;
    }
    this.codes[itemId - 1] = code;
    this.tell([itemId]);
  }

  /** The items of one status, in the order of their rows. */
  matching(status: JobStatus): Uint32Array {
    const code = CODES.get(status);
    const found = new Uint32Array(this.codes.length);
    let length = 0;
    for (let index = 0; index < this.codes.length; index++) {
      if (this.codes[index] === code) {
        found[length++] = index + 1;
      }
    }
    return found.subarray(0, length);
  }

  /** @param watcher hears, at most once a frame, which items changed */
  watch(watcher: (changes: Changes) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private tell(changes: number[] | "all"): void {
    if (changes === "all" || this.changed === "all" || this.changed.length >= MOST_CHANGES) {
      this.changed = "all";
    } else {
      this.changed.push(...changes);
    }
    this.frame ??= requestAnimationFrame(() => {
      const told = this.changed;
      this.changed = [];
      this.frame = undefined;
      this.watchers.forEach((watcher) => {
        watcher(told);
      });
    });
  }
}

/** How far an item is: a waiting one, one that runs, one that has ended. */
function rank(status: JobStatus): number {
  return status === "pending" ? 0 : status === "processing" ? 1 : 2;
}
