package dev.reelcast.bus;

import dev.reelcast.model.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Feeds as they go out. */
public final class PublishApi {

    /** A document of a feed; {@link FailureKind#NOT_FOUND} when there is no such feed, or none of that number. */
    public static final Address<Asked, Rendered> FEED = new Address<>("feeds.render");

    /** What directories would refuse of a feed, or say of it; with an episode, also what they would say of that one. */
    public static final Address<Checked, Checkup> CHECK = new Address<>("feeds.check", Duration.ofSeconds(60));

    private PublishApi() {}

    /**
     * @param token by which the feed is asked for, null for a public one
     * @param document 1 for the newest episodes
     */
    public record Asked(FeedStoreApi.Asked feed, @Nullable String token, int document) {}

    /**
     * @param gzip RSS 2.0 in UTF-8, compressed
     * @param digest in hexadecimal; the same as long as the document is
     * @param lastModified when its content last changed; null when that is too short ago to be told in seconds
     * @param links of the document, as the header {@code Link} has them (RFC 8288)
     */
    public record Rendered(
            byte[] gzip, String digest, @Nullable Instant lastModified, String links) {}

    /** @param episodeId an episode that is not out yet, null for none */
    public record Checked(
            Viewer viewer, UUID feedId, @Nullable UUID episodeId) {}

    /** How much a finding matters. */
    public enum Level {
        /** A directory refuses the feed or the episode. */
        ERROR,
        /** It is listed, but not as it should be. */
        WARNING,
        /** It could be better. */
        HINT
    }

    /**
     * @param code stable word for programs
     * @param directories that it is about, as {@code Apple Podcasts}
     * @param message what is wrong, in a sentence
     * @param fix what to do about it, in a sentence
     * @param count how many episodes it is about, 0 when it is about the feed
     * @param episodes the first few of them
     */
    public record Finding(
            Level level,
            String code,
            List<String> directories,
            String message,
            String fix,
            int count,
            List<Named> episodes) {
        public Finding {
            directories = List.copyOf(directories);
            episodes = List.copyOf(episodes);
        }
    }

    /** An episode by its title. */
    public record Named(UUID id, String title) {}

    /**
     * @param findings the gravest first
     * @param episodes how many were looked at
     * @param bytes of the first document
     * @param documents of the feed
     * @param item what the episode that was asked about would add to the feed, as XML; null when none was
     */
    public record Checkup(
            List<Finding> findings,
            int episodes,
            long bytes,
            int documents,
            @Nullable String item) {
        public Checkup {
            findings = List.copyOf(findings);
        }
    }
}
