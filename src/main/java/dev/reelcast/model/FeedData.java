package dev.reelcast.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a podcast says of itself. What is null is filled from its agent when the feed is written.
 *
 * @param title of the podcast
 * @param author {@code itunes:author}
 * @param description plain text
 * @param language BCP 47 tag, as {@code en}
 * @param category an Apple Podcasts category, a sub-category after {@code >}
 * @param image URL of the cover; the agent's artwork when null
 * @param explicit {@code itunes:explicit}; false when null
 * @param link URL of the podcast's web site; the server's own address when null
 * @param email by which directories find out who owns the podcast; it stands in the feed
 * @param locked {@code podcast:locked}: whether other hosts are asked not to take the podcast over; not said when null
 * @param guid {@code podcast:guid} that the podcast brought along from another host; one of its own when null
 * @param people who are regularly in it, possibly none
 */
public record FeedData(
        @Nullable String title,
        @Nullable String author,
        @Nullable String description,
        @Nullable String language,
        @Nullable String category,
        @Nullable String image,
        @Nullable Boolean explicit,
        @Nullable String link,
        @Nullable String email,
        @Nullable Boolean locked,
        @Nullable UUID guid,
        List<Person> people) {

    /** Nothing said: everything is filled from the agent. */
    public static final FeedData EMPTY =
            new FeedData(null, null, null, null, null, null, null, null, null, null, null, List.of());

    /**
     * A host or a guest ({@code podcast:person}).
     *
     * @param name full name or alias, 1 to 128 characters
     * @param role of the Podcast Taxonomy, as {@code guest}; {@code host} when null
     * @param href URL of a page about them
     * @param img URL of their picture
     */
    public record Person(
            String name,
            @Nullable String role,
            @Nullable String href,
            @Nullable String img) {}

    /** @param people null as no member of JSON that was stored before there were any */
    public FeedData {
        people = noneWithout(people);
    }

    /** What all agents had before there were people is stored without them. */
    private static List<Person> noneWithout(@Nullable List<Person> people) {
        return people == null ? List.of() : List.copyOf(people);
    }
}
