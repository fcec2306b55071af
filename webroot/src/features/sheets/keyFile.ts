/** Longer than any key file that Google gives out; the server takes no longer ones. */
const LONGEST = 20_000;

/** A service account's key file that looks like one. */
export interface KeyFile {
  email: string;
  /** As it was read. */
  text: string;
}

/** Reads a file that was dropped; answers a sentence when it is something else. The server looks closer. */
export async function readKeyFile(file: File): Promise<KeyFile | string> {
  if (file.size > LONGEST) {
    return "This file is too large for a key. Choose the JSON file that Google gave you.";
  }
  const text = await file.text().catch(() => undefined);
  if (text === undefined) {
    return "The file could not be read. Is it still there?";
  }
  const json = parsed(text);
  if (json === undefined) {
    return "This is not a JSON file. Choose the one that Google gave you.";
  }
  if ("installed" in json || "web" in json) {
    return "This is the file of an OAuth client. Make a key of a service account instead.";
  }
  if (json.type !== "service_account" || typeof json.client_email !== "string") {
    return "This is not the key of a service account. Choose the JSON file that Google gave you when you made the key.";
  }
  return { email: json.client_email, text };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
