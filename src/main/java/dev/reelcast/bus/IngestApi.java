package dev.reelcast.bus;

/** What is found out about channels. */
public final class IngestApi {

    /**
     * The id ({@code UC…}) of a channel that is named by its URL, handle or id. {@link FailureKind#UNPROCESSABLE} when there
     * is no such channel, {@link FailureKind#UPSTREAM} when nobody could be asked.
     */
    public static final Address<String, String> RESOLVE = new Address<>("channels.resolve");

    private IngestApi() {}
}
