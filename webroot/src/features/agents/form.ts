import type { Agent, NewAgent, OutputFormat, PublishRule } from "@/api/types";
import { EMPTY_PODCAST, fromFeedData, type PodcastForm, toFeedData } from "@/features/feeds/podcastForm";

/** An agent's settings as they stand in the form: every value is what an input holds. */
export interface AgentForm {
  name: string;
  channel: string;
  prompt: string;
  /** Separated by commas. */
  keywords: string;
  minMinutes: string;
  publish: PublishRule;
  outputFormat: OutputFormat;
  podcast: PodcastForm;
  privateFeed: boolean;
}

/** Names that the server uses when it says what is wrong. */
export const AGENT_FIELDS = [
  "name",
  "channel",
  "channelId",
  "prompt",
  "keywords",
  "minMinutes",
  "publish",
  "outputFormat",
];

const CHANNEL_ID = /^UC[\w-]{22}$/;

export const EMPTY_FORM: AgentForm = {
  name: "",
  channel: "",
  prompt: "",
  keywords: "",
  minMinutes: "10",
  publish: "review",
  outputFormat: "mp3",
  podcast: EMPTY_PODCAST,
  privateFeed: false,
};

export function fromAgent(agent: Agent): AgentForm {
  return {
    name: agent.name,
    channel: agent.channel ?? agent.channelId ?? "",
    prompt: agent.prompt ?? "",
    keywords: agent.keywords.join(", "),
    minMinutes: String(agent.minMinutes),
    publish: agent.publish,
    outputFormat: agent.outputFormat,
    podcast: fromFeedData(agent.feed),
    privateFeed: agent.privateFeed,
  };
}

/** What goes to the server for a new agent. Empty texts stay out. */
export function toAgent(form: AgentForm): NewAgent {
  const channel = form.channel.trim();
  const feed = toFeedData(form.podcast);
  return {
    name: form.name.trim(),
    ...(channel === "" ? {} : CHANNEL_ID.test(channel) ? { channelId: channel } : { channel }),
    ...(form.prompt.trim() === "" ? {} : { prompt: form.prompt.trim() }),
    keywords: toKeywords(form.keywords),
    minMinutes: Number(form.minMinutes) || 0,
    publish: form.publish,
    outputFormat: form.outputFormat,
    ...(Object.keys(feed).length === 0 ? {} : { feed }),
    ...(form.privateFeed ? { privateFeed: true } : {}),
  };
}

/** What goes to the server to change an agent: an empty text takes the setting away. */
export function toPatch(form: AgentForm): NewAgent {
  const channel = form.channel.trim();
  const isId = CHANNEL_ID.test(channel);
  return {
    name: form.name.trim(),
    channel: isId ? "" : channel,
    channelId: isId ? channel : "",
    prompt: form.prompt.trim(),
    keywords: toKeywords(form.keywords),
    minMinutes: Number(form.minMinutes) || 0,
    publish: form.publish,
    outputFormat: form.outputFormat,
    feed: toFeedData(form.podcast),
    privateFeed: form.privateFeed,
  };
}

export function toKeywords(text: string): string[] {
  return [...new Set(text.split(/[,\n]/).map((word) => word.trim()))].filter((word) => word !== "");
}
