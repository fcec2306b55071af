const TINY_S = 0.1;
const SMALL_S = 1;
const LARGE_S = 5;

/** By how many seconds a key moves an edge; undefined for other keys. */
export function nudge(key: string, shift: boolean): number | undefined {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return shift ? -SMALL_S : -TINY_S;
    case "ArrowRight":
    case "ArrowUp":
      return shift ? SMALL_S : TINY_S;
    case "PageDown":
      return -LARGE_S;
    case "PageUp":
      return LARGE_S;
    default:
      return undefined;
  }
}
