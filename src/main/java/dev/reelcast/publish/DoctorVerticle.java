package dev.reelcast.publish;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.EpisodeStoreApi;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FeedStoreApi;
import dev.reelcast.bus.FeedStoreApi.Item;
import dev.reelcast.bus.FeedStoreApi.Page;
import dev.reelcast.bus.PublishApi;
import dev.reelcast.bus.PublishApi.Checked;
import dev.reelcast.bus.PublishApi.Checkup;
import dev.reelcast.config.Config;
import dev.reelcast.model.Feed;
import dev.reelcast.net.Fetch;
import dev.reelcast.net.GuardedClient;
import dev.reelcast.net.UrlGuard;
import dev.reelcast.storage.MediaStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks a feed over as directories will, before they do. */
public final class DoctorVerticle extends VerticleBase {

    private static final Duration LOADING = Duration.ofSeconds(15);
    private static final long LARGEST_PICTURE = 10L << 20;

    private final Bus bus;
    private final String baseUrl;
    private final Config.Feeds settings;
    private final FeedDoctor doctor;
    private final UrlGuard guard;
    private @Nullable GuardedClient client;

    /**
     * @param baseUrl how the server is reached from outside, without a slash at the end
     * @param guard judges the addresses of artwork
     */
    public DoctorVerticle(Bus bus, String baseUrl, Config.Feeds settings, MediaStore media, UrlGuard guard) {
        this.bus = bus;
        this.baseUrl = baseUrl;
        this.settings = settings;
        this.doctor = new FeedDoctor(media);
        this.guard = guard;
    }

    @Override
    public Future<?> start() {
        client = new GuardedClient(vertx, guard);
        return bus.serve(PublishApi.CHECK, this::check);
    }

    @Override
    public Future<?> stop() {
        return client == null ? Future.succeededFuture() : client.close();
    }

    private Future<Checkup> check(Checked asked) {
        return bus.request(FeedStoreApi.FIND, new FeedStoreApi.OneFeed(asked.viewer(), asked.feedId()))
                .compose(feed -> bus.request(
                                FeedStoreApi.PAGE, new FeedStoreApi.PageQuery(feed, settings.episodes(), 0))
                        .compose(page -> candidate(asked, page)
                                .compose(candidate -> remoteArtwork(feed)
                                        .compose(artwork -> vertx.executeBlocking(
                                                () -> doctor.examine(document(feed, page), candidate, artwork),
                                                false)))));
    }

    /** The episode that is asked about, which must be of an agent of the feed. */
    private Future<Optional<Item>> candidate(Checked asked, Page page) {
        UUID episodeId = asked.episodeId();
        if (episodeId == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return bus.request(EpisodeStoreApi.FIND, new EpisodeStoreApi.OneEpisode(asked.viewer(), episodeId))
                .map(episode -> {
                    UUID agentId = episode.agentId();
                    if (agentId == null || !page.sources().containsKey(agentId)) {
                        throw Failure.notFound("episode");
                    }
                    return Optional.of(new Item(episode, null));
                });
    }

    private FeedDocument document(Feed feed, Page page) {
        FeedAddress address = new FeedAddress(baseUrl, feed, null);
        int documents = (int) Math.max(1, (page.total() + settings.episodes() - 1) / settings.episodes());
        UUID guid = Optional.ofNullable(feed.guid()).orElseGet(() -> FeedGuid.of(address.self(1)));
        return new FeedDocument(address, page, 1, documents, guid, settings.hub());
    }

    /** Artwork that is somewhere else is loaded as a directory would. */
    private Future<Optional<FeedDoctor.Remote>> remoteArtwork(Feed feed) {
        String image = feed.data().image();
        GuardedClient open = client;
        if (image == null || open == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return open.fetch(Fetch.get(image).maxBytes(LARGEST_PICTURE).within(LOADING))
                .future()
                .map(answer -> new FeedDoctor.Remote(answer.body().getBytes(), null))
                .recover(failure -> Future.succeededFuture(
                        new FeedDoctor.Remote(new byte[0], String.valueOf(failure.getMessage()))))
                .map(Optional::of);
    }
}
