package dev.reelcast.bus;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which channels' feeds are to be read. */
public final class PollStoreApi {

    /** Takes feeds that are due, at most so many; no other server gets them until they are done, or for ten minutes. */
    public static final Address<Integer, List<Due>> DUE = new Address<>("polls.due");

    /** A feed was read, or could not be. */
    public static final Address<Polled, Void> DONE = new Address<>("polls.done");

    private PollStoreApi() {}

    /** An agent that follows a feed; {@code channelId} is null when it takes any channel's videos. */
    public record Follower(UUID agentId, @Nullable String channelId) {}

    /** @param source the feed's URL */
    public record Due(String source, List<Follower> followers) {
        public Due {
            followers = List.copyOf(followers);
        }
    }

    /**
     * @param every how often it is read; what could not be read is tried sooner, but less and less often
     * @param error one sentence, null when it was read
     */
    public record Polled(
            String source, Duration every, @Nullable String error) {}
}
