package dev.reelcast.model;

/** What a job starts from, and so which {@link Pipeline} it runs. */
public enum JobType {
    /** A page or a media file on the network. */
    YOUTUBE,
    /** A file that a person sent. */
    UPLOAD,
    /** A text; there is no media. */
    TRANSCRIPT,
    /** A row of text that becomes a narrated video. */
    RENDER
}
