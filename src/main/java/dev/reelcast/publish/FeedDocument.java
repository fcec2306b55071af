package dev.reelcast.publish;

import dev.reelcast.bus.FeedStoreApi.Item;
import dev.reelcast.bus.FeedStoreApi.Page;
import dev.reelcast.bus.FeedStoreApi.Source;
import dev.reelcast.model.Feed;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.StoredFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One document of a feed as it is to be written.
 *
 * @param page its episodes
 * @param number 1 for the newest episodes
 * @param count of the feed's documents, at least 1
 * @param guid the feed's {@code podcast:guid}
 * @param hub that tells of changes, null for none
 */
record FeedDocument(
        FeedAddress address,
        Page page,
        int number,
        int count,
        UUID guid,
        @Nullable URI hub) {

    /** A link to another document, or to the hub: an Atom link, and one of the header {@code Link}. */
    record Link(String rel, String href) {}

    Feed feed() {
        return address.feed();
    }

    FeedData data() {
        return feed().data();
    }

    /** What the podcast is called. */
    String title() {
        return Objects.requireNonNullElse(data().title(), feed().name());
    }

    /** The agent that an episode comes from. */
    Source source(Item item) {
        UUID agentId = Objects.requireNonNull(item.episode().agentId(), "only agents' episodes are in feeds");
        return Objects.requireNonNull(page.sources().get(agentId), "the page has the sources of its episodes");
    }

    /**
     * The hub, for whoever wants to hear of changes (WebSub §4), and the other documents (RFC 5005 §3). A hub tells
     * everybody the address of what it has news of, so a private feed has none.
     */
    List<Link> links() {
        List<Link> links = new ArrayList<>();
        if (hub != null && number == 1 && address.token() == null && !feed().privateFeed()) {
            links.add(new Link("hub", hub.toString()));
        }
        links.add(new Link("self", address.self(number)));
        if (count > 1) {
            links.add(new Link("first", address.self(1)));
            if (number > 1) {
                links.add(new Link("previous", address.self(number - 1)));
            }
            if (number < count) {
                links.add(new Link("next", address.self(number + 1)));
            }
            links.add(new Link("last", address.self(count)));
        }
        return links;
    }

    /** What the feed names, else the agent's artwork, else the newest episode's cover: directories want one. */
    Optional<String> image() {
        StoredFile artwork = feed().artwork();
        return Optional.ofNullable(data().image())
                .or(() -> Optional.ofNullable(artwork).map(address::artwork))
                .or(() -> page.items().stream()
                        .flatMap(item -> Stream.ofNullable(item.episode().cover())
                                .map(cover -> address.media(item.episode().id(), "cover." + cover.extension())))
                        .findFirst());
    }
}
