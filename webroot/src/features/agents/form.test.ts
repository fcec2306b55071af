import { expect, it } from "vitest";
import { anAgent } from "@/test/factories";
import { EMPTY_FORM, fromAgent, toAgent, toKeywords, toPatch } from "./form";

it("sends nothing for what was left empty", () => {
  expect(toAgent({ ...EMPTY_FORM, name: " Sermons " })).toEqual({
    name: "Sermons",
    keywords: [],
    minMinutes: 10,
    publish: "review",
    outputFormat: "mp3",
  });
});

it("tells a channel's id from its address", () => {
  expect(toAgent({ ...EMPTY_FORM, channel: "UCabcdefghijklmnopqrstuv" }).channelId).toBe("UCabcdefghijklmnopqrstuv");
  expect(toAgent({ ...EMPTY_FORM, channel: "@grace" }).channel).toBe("@grace");
});

it("takes a setting away by an empty text", () => {
  const form = { ...fromAgent(anAgent({ channel: "@grace", prompt: "The sermon" })), channel: "", prompt: "" };
  expect(toPatch(form)).toMatchObject({ channel: "", channelId: "", prompt: "" });
});

it("reads keywords separated by commas or lines", () => {
  expect(toKeywords("sermon, reading,\nsermon , ")).toEqual(["sermon", "reading"]);
});
