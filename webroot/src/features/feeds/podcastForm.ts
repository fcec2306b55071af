import type { FeedData, Person } from "@/api/types";

/** Somebody in the podcast, as the form's inputs hold them. */
export interface PersonForm {
  name: string;
  role: string;
  href: string;
  img: string;
}

/** What a podcast says of itself as it stands in the form: every value is what an input holds. */
export interface PodcastForm {
  title: string;
  author: string;
  description: string;
  language: string;
  category: string;
  link: string;
  email: string;
  image: string;
  guid: string;
  locked: "" | "yes" | "no";
  explicit: boolean;
  people: PersonForm[];
}

export const EMPTY_PERSON: PersonForm = { name: "", role: "", href: "", img: "" };

export const EMPTY_PODCAST: PodcastForm = {
  title: "",
  author: "",
  description: "",
  language: "",
  category: "",
  link: "",
  email: "",
  image: "",
  guid: "",
  locked: "",
  explicit: false,
  people: [],
};

const TEXTS = ["title", "author", "description", "language", "category", "link", "email", "image", "guid"] as const;

export function fromFeedData(feed: FeedData): PodcastForm {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, feed[name] ?? ""]));
  return {
    ...EMPTY_PODCAST,
    ...texts,
    locked: feed.locked === undefined ? "" : feed.locked ? "yes" : "no",
    explicit: feed.explicit ?? false,
    people: (feed.people ?? []).map((person) => ({ ...EMPTY_PERSON, ...person })),
  };
}

/** What goes to the server. Empty texts, and people without a name, stay out. */
export function toFeedData(form: PodcastForm): FeedData {
  const texts = TEXTS.map((name) => [name, form[name].trim()] as const).filter(([, text]) => text !== "");
  const people = form.people.map(toPerson).filter(({ name }) => name !== "");
  return {
    ...Object.fromEntries(texts),
    ...(form.explicit ? { explicit: true } : {}),
    ...(form.locked === "" ? {} : { locked: form.locked === "yes" }),
    ...(people.length === 0 ? {} : { people }),
  };
}

function toPerson({ name, role, href, img }: PersonForm): Person {
  const texts = Object.entries({ role, href, img })
    .map(([key, text]) => [key, text.trim()] as const)
    .filter(([, text]) => text !== "");
  return { name: name.trim(), ...Object.fromEntries(texts) };
}
