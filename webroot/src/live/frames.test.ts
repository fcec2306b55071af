import { expect, it } from "vitest";
import { parseFrame } from "./frames";

const bytes = (value: unknown): ArrayBuffer => new TextEncoder().encode(JSON.stringify(value)).buffer;

it("reads frames in bytes and in text", () => {
  const frame = { type: "rec", address: "job.events.j-1", body: { seq: 1 } };
  expect(parseFrame(bytes(frame))).toEqual(frame);
  expect(parseFrame(JSON.stringify(frame))).toEqual(frame);
});

it("reads errors with and without an address", () => {
  expect(parseFrame(bytes({ type: "err", address: "a", body: "rejected" }))).toEqual({
    type: "err",
    address: "a",
    body: "rejected",
  });
  expect(parseFrame(bytes({ type: "err", body: "invalid_json" }))).toEqual({ type: "err", body: "invalid_json" });
});

it("passes over what it does not know", () => {
  expect(parseFrame("not json")).toBeUndefined();
  expect(parseFrame("null")).toBeUndefined();
  expect(parseFrame(bytes({ type: "rec", body: 1 }))).toBeUndefined();
  expect(parseFrame(bytes({ type: "news", address: "a" }))).toBeUndefined();
});
