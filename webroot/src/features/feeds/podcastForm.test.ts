import { expect, it } from "vitest";
import type { FeedData } from "@/api/types";
import { EMPTY_PERSON, EMPTY_PODCAST, fromFeedData, toFeedData } from "./podcastForm";

it("sends nothing for what was left empty", () => {
  expect(toFeedData(EMPTY_PODCAST)).toEqual({});
  expect(toFeedData({ ...EMPTY_PODCAST, title: "  ", people: [EMPTY_PERSON] })).toEqual({});
});

it("keeps everything that a podcast says of itself", () => {
  const feed: FeedData = {
    title: "Sunday",
    image: "https://example.org/a.jpg",
    email: "ann@example.org",
    guid: "917393e3-1b1e-5cef-ace4-edaa54e1f810",
    locked: false,
    explicit: true,
    people: [{ name: "Ann" }, { name: "Bob", role: "guest", href: "https://bob.example.org" }],
  };
  expect(toFeedData(fromFeedData(feed))).toEqual(feed);
});
