import type { CombinedFeed, NewCombinedFeed } from "@/api/types";
import { EMPTY_PODCAST, fromFeedData, type PodcastForm, toFeedData } from "./podcastForm";

/** A combined feed as it stands in the form. */
export interface CombinedForm {
  name: string;
  agentIds: string[];
  podcast: PodcastForm;
  privateFeed: boolean;
}

export const EMPTY_COMBINED: CombinedForm = { name: "", agentIds: [], podcast: EMPTY_PODCAST, privateFeed: false };

/** Names that the server uses when it says what is wrong, and that stand at a field. */
export const COMBINED_FIELDS = [
  "name",
  "feed.email",
  "feed.link",
  "feed.language",
  "feed.image",
  "feed.guid",
  "feed.people",
];

export function fromCombined(feed: CombinedFeed): CombinedForm {
  return {
    name: feed.name,
    agentIds: feed.agentIds,
    podcast: fromFeedData(feed.feed),
    privateFeed: feed.privateFeed,
  };
}

export function toCombined(form: CombinedForm): NewCombinedFeed {
  return {
    name: form.name.trim(),
    agentIds: form.agentIds,
    feed: toFeedData(form.podcast),
    privateFeed: form.privateFeed,
  };
}
