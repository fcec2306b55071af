import { describe, expect, it } from "vitest";
import { isFiltered, nextSort, parseJobSearch, toFilter } from "./search";

describe("parseJobSearch", () => {
  it("reads an address", () => {
    const search = parseJobSearch({ status: "failed,cancelled", type: "upload", q: 123, sort: "title", page: 2 });
    expect(search).toEqual({ status: "failed,cancelled", type: "upload", q: "123", sort: "title", page: 2 });
  });

  it("leaves out what makes no sense", () => {
    expect(
      parseJobSearch({ status: "failed,nonsense", type: "x", q: "  ", sort: "id;drop", page: -1, agentId: "" }),
    ).toEqual({ status: "failed" });
  });

  it("knows of one bulk job", () => {
    const search = parseJobSearch({ bulkJobId: "b-1" });
    expect(search).toEqual({ bulkJobId: "b-1" });
    expect(isFiltered(search)).toBe(true);
    expect(toFilter(search, 0)).toMatchObject({ bulkJobId: "b-1" });
  });

  it("does not go further than the server counts", () => {
    expect(parseJobSearch({ page: 201 })).toEqual({ page: 201 });
    expect(parseJobSearch({ page: 202 })).toEqual({});
  });
});

it("asks the server for several statuses at once", () => {
  expect(toFilter({ status: "failed,cancelled", page: 3 }, 0)).toMatchObject({ status: ["failed", "cancelled"] });
});

it("counts days from the reader's own midnight, today among them", () => {
  const noon = new Date(2026, 10, 21, 12).getTime();
  expect(toFilter(parseJobSearch({ days: "1" }), noon).from).toBe(new Date(2026, 10, 21).toISOString());
  expect(toFilter(parseJobSearch({ days: 7 }), noon).from).toBe(new Date(2026, 10, 15).toISOString());
  expect(toFilter(parseJobSearch({ days: 8 }), noon).from).toBeUndefined();
});

it("knows a narrowed list from a sorted one", () => {
  expect(isFiltered({ sort: "title", page: 2 })).toBe(false);
  expect(isFiltered({ q: "x" })).toBe(true);
  expect(isFiltered({ days: 7 })).toBe(true);
});

it("sorts a column its natural way first", () => {
  expect(nextSort("-createdAt", "title")).toBe("title");
  expect(nextSort("title", "title")).toBe("-title");
  expect(nextSort("title", "duration")).toBe("-duration");
  expect(nextSort("-createdAt", "createdAt")).toBe("createdAt");
});
