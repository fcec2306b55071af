package dev.reelcast.ingest;

import dev.reelcast.net.Fetch;
import dev.reelcast.net.GuardedClient;
import dev.reelcast.net.Refused;
import dev.reelcast.net.WebUrl;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out which hubs tell of a feed, and by which name they know it (WebSub §4). */
final class HubDiscovery {

    static final String ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1";
    private static final Duration LIMIT = Duration.ofSeconds(12);

    private final GuardedClient client;

    /**
     * @param hubs possibly none
     * @param topic what the feed calls itself, null when it does not say
     */
    record Found(List<String> hubs, @Nullable String topic) {
        Found {
            hubs = List.copyOf(hubs);
        }
    }

    HubDiscovery(GuardedClient client) {
        this.client = client;
    }

    /**
     * Reads the feed. Headers count before what stands in the feed; redirects are followed.
     *
     * @return fails with a {@link dev.reelcast.net.FetchException}; a page that is no feed names at most what its headers do
     */
    Future<Found> discover(String feed) {
        Fetch fetch = Fetch.get(feed)
                .header("accept", ACCEPT)
                .maxBytes(AtomReader.MAX_BYTES)
                .within(LIMIT);
        return client.fetch(fetch).future().map(answer -> found(feed, answer));
    }

    private static Found found(String asked, GuardedClient.Answer answer) {
        WebUrl page = WebUrl.parse(answer.url());
        List<String> links = answer.headers().getAll("link");
        List<String> hubs = resolved(page, LinkHeaders.targets(links, "hub"));
        List<String> self = resolved(page, LinkHeaders.targets(links, "self"));
        if (hubs.isEmpty() || self.isEmpty()) {
            AtomFeed feed = read(answer.body().getBytes());
            hubs = hubs.isEmpty() ? resolved(page, feed.hubs()) : hubs;
            self = self.isEmpty() && feed.self() != null ? resolved(page, List.of(feed.self())) : self;
        }
        Optional<String> topic = self.stream().findFirst();
        return new Found(
                hubs,
                topic.map(named -> onlyLessSafe(asked, named) ? asked : named).orElse(null));
    }

    private static AtomFeed read(byte[] body) {
        try {
            return AtomReader.read(body);
        } catch (FeedException noFeed) {
            return new AtomFeed(null, List.of(), null, List.of(), List.of());
        }
    }

    /** YouTube's feeds of https name themselves with http; whoever asks safely goes on so. */
    private static boolean onlyLessSafe(String asked, String named) {
        return asked.startsWith("https://") && named.equals("http://" + asked.substring("https://".length()));
    }

    /** What is no URL of the web is left out. */
    private static List<String> resolved(WebUrl page, List<String> references) {
        List<String> urls = new ArrayList<>();
        for (String reference : references) {
            try {
                urls.add(page.resolve(reference).toString());
            } catch (Refused notOfTheWeb) {
                continue;
            }
        }
        return urls;
    }
}
