/** A time as a datetime-local input holds it, in the reader's own zone; empty for none. */
export function toLocalInput(time: string | number | undefined): string {
  if (time === undefined) {
    return "";
  }
  const at = new Date(time);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What such an input holds, as the server takes it; undefined for nothing. */
export function fromLocalInput(text: string): string | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
