/** A frame that the bridge sends. */
export type Frame =
  | { type: "registered" | "gap"; address: string }
  | { type: "rec"; address: string; body: unknown }
  | { type: "err"; address?: string; body: string }
  | { type: "pong" };

const decoder = new TextDecoder();

/** The frame in a WebSocket message, or undefined when it is none that we know. */
export function parseFrame(data: unknown): Frame | undefined {
  let value: unknown;
  try {
    value = JSON.parse(typeof data === "string" ? data : decoder.decode(data as ArrayBuffer));
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || !("type" in value)) {
    return undefined;
  }
  const address = "address" in value && typeof value.address === "string" ? value.address : undefined;
  switch (value.type) {
    case "pong":
      return { type: "pong" };
    case "registered":
    case "gap":
      return address === undefined ? undefined : { type: value.type, address };
    case "rec":
      return address === undefined ? undefined : { type: "rec", address, body: "body" in value ? value.body : null };
    case "err": {
      const body = "body" in value ? String(value.body) : "error";
      return address === undefined ? { type: "err", body } : { type: "err", address, body };
    }
    default:
      return undefined;
  }
}
