import { expect, it } from "vitest";
import { fromLocalInput, toLocalInput } from "./localTime";

it("shows a time in the reader's zone and reads it back", () => {
  const time = "2026-11-21T12:30:00.000Z";
  const shown = toLocalInput(time);
  expect(shown).toMatch(/^2026-11-2[012]T\d\d:\d\d$/);
  expect(new Date(shown).getHours()).toBe(new Date(time).getHours());
  expect(fromLocalInput(shown)).toBe(time);
});

it("knows no time from an empty input", () => {
  expect(toLocalInput(undefined)).toBe("");
  expect(fromLocalInput("")).toBeUndefined();
});
