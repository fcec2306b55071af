package dev.reelcast.model;

/** Who tells what is on a channel. */
public enum ListingSource {
    /** The YouTube Data API, which counts every request against a key's quota. */
    DATA_API,
    /** The channel's pages, read by yt-dlp. */
    YT_DLP
}
