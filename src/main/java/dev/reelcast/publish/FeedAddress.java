package dev.reelcast.publish;

import dev.reelcast.model.Feed;
import dev.reelcast.model.FeedUrls;
import dev.reelcast.model.StoredFile;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Where one feed and its media are for its readers. All of it is absolute, because a feed is read far from here; with a
 * token it stands in each address, and nothing is to be had without it.
 *
 * @param base how the server is reached, without a slash at the end
 * @param token of a private feed's reader, null for a public one
 */
record FeedAddress(String base, Feed feed, @Nullable String token) {

    /** The feed itself, the document of that number. */
    String self(int document) {
        FeedUrls urls = new FeedUrls(base);
        String first = token == null ? urls.of(feed.combined(), feed.slug()) : urls.withToken(token);
        return document == 1 ? first : first + "?page=" + document;
    }

    /** A file of an episode. */
    String media(UUID episodeId, String name) {
        return base + "/media/" + (token == null ? "episodes/" : "private/" + token + "/") + episodeId + "/" + name;
    }

    /**
     * The feed's cover. Its name changes with the picture, since directories that know an address do not look again ("A
     * Podcaster's Guide to RSS", {@code <itunes:image>}).
     */
    String artwork(StoredFile file) {
        CRC32 sum = new CRC32();
        sum.update(file.storageKey().getBytes(StandardCharsets.UTF_8));
        String name = String.format(Locale.ROOT, "artwork-%08x.%s", sum.getValue(), file.extension());
        if (token != null) {
            return base + "/media/private/" + token + "/" + name;
        }
        return base + "/media/" + (feed.combined() ? "combined/" : "agents/") + feed.slug() + "/" + name;
    }
}
