export const FEED_TABS = ["feed", "settings"] as const;
export type FeedTab = (typeof FEED_TABS)[number];
