package dev.reelcast.bus;

import java.util.UUID;

/** What is found out about channels. */
public final class IngestApi {

    /**
     * The id ({@code UC…}) of a channel that is named by its URL, handle or id. {@link FailureKind#UNPROCESSABLE} when there
     * is no such channel, {@link FailureKind#UPSTREAM} when nobody could be asked.
     */
    public static final Address<String, String> RESOLVE = new Address<>("channels.resolve");

    /** A backfill was asked for: whoever works at them may look now, instead of in a moment. Answers at once. */
    public static final Address<UUID, Void> BACKFILL_DUE = new Address<>("backfills.due");

    private IngestApi() {}
}
