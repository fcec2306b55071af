import { describe, expect, it } from "vitest";
import { readKeyFile } from "./keyFile";

function file(content: unknown): File {
  return new File([typeof content === "string" ? content : JSON.stringify(content)], "key.json");
}

describe("A key file", () => {
  it("is read with the address of its account", async () => {
    const key = { type: "service_account", client_email: "a@b.iam.gserviceaccount.com", private_key: "…" };
    expect(await readKeyFile(file(key))).toEqual({ email: key.client_email, text: JSON.stringify(key) });
  });

  it.each([
    ["x".repeat(20_001), /too large/],
    ["{", /not a JSON file/],
    ["7", /not a JSON file/],
    ["null", /not a JSON file/],
    [{ installed: {} }, /OAuth client/],
    [{ web: {} }, /OAuth client/],
    [{ type: "authorized_user", client_email: "a@b" }, /not the key of a service account/],
    [{ type: "service_account" }, /not the key of a service account/],
    [[], /not the key of a service account/],
  ])("that is something else is told so (%#)", async (content, words) => {
    expect(await readKeyFile(file(content))).toMatch(words);
  });
});
