import { expect, it } from "vitest";
import { backoff } from "./backoff";

it("doubles from half a second to half a minute", () => {
  expect([0, 1, 2, 5, 6, 7, 1000].map((failures) => backoff(failures, 1))).toEqual([
    500, 1000, 2000, 16_000, 30_000, 30_000, 30_000,
  ]);
});

it("leaves half of the wait to chance", () => {
  expect(backoff(3, 0)).toBe(2000);
  expect(backoff(3, 0.5)).toBe(3000);
});
