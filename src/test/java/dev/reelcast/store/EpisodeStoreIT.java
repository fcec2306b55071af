package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.EpisodeStoreApi.EpisodePage;
import dev.reelcast.bus.EpisodeStoreApi.EpisodePatch;
import dev.reelcast.bus.EpisodeStoreApi.EpisodeQuery;
import dev.reelcast.bus.EpisodeStoreApi.OneEpisode;
import dev.reelcast.bus.EpisodeStoreApi.PublishEpisode;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.Episode;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Span;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EpisodeStoreIT {

    private Stores stores;
    private EpisodeStore episodes;

    @BeforeEach
    void open() {
        stores = new Stores();
        episodes = new EpisodeStore(stores.pool);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private Episode made(@Nullable UUID agent) {
        UUID job = stores.enqueue(Fixtures.transcriptJob(stores.owner, agent)).id();
        stores.complete(stores.claimOne());
        return all().stream()
                .filter(episode -> episode.jobId().equals(job))
                .findFirst()
                .orElseThrow();
    }

    private UUID agent(PublishRule rule) {
        return Fixtures.agent(stores.pool, stores.owner, rule);
    }

    private List<Episode> all() {
        return Stores.await(episodes.list(query(stores.owner, null, null))).episodes();
    }

    private static EpisodeQuery query(Viewer viewer, @Nullable Boolean published, @Nullable Boolean held) {
        return new EpisodeQuery(viewer, null, published, held, null, 10, 0);
    }

    private PublishEpisode now(Episode episode) {
        return new PublishEpisode(stores.owner, episode.id(), null);
    }

    private OneEpisode one(Episode episode) {
        return new OneEpisode(stores.owner, episode.id());
    }

    @Test
    void publishesAndTakesBackWithTheJobsOwnAccountOfIt() {
        UUID agent = agent(PublishRule.REVIEW);
        Episode held = made(agent);
        assertThat(held.held()).isTrue();
        Committed<Episode> published = Stores.await(episodes.publish(now(held)));
        assertThat(published.facts()).extracting(Committed.Fact::address).containsExactly(Facts.agentEvents(agent));
        Episode out = Stores.done(episodes.publish(now(held)));
        assertThat(out.published()).isTrue();
        assertThat(out.held()).isFalse();
        assertThat(out.publishedAt()).isNotNull();
        assertThat(String.valueOf(stores.detail(held.jobId()).publishing())).contains("\"published\":true");
        assertThat(Stores.await(episodes.publish(now(held))).facts()).isEmpty();
        Committed<Episode> back = Stores.await(episodes.unpublish(one(held)));
        assertThat(back.facts().get(0).body().getString("type")).isEqualTo("episode.unpublished");
        assertThat(Stores.await(episodes.unpublish(one(held))).facts()).isEmpty();
        Episode in = Stores.await(episodes.find(one(held)));
        assertThat(in.published()).isFalse();
        assertThat(in.publishedAt()).isNull();
        assertThat(String.valueOf(stores.detail(held.jobId()).publishing())).contains("\"published\":false");
    }

    @Test
    void cannotBePublishedWithoutAgentOrAudioOrVideo() {
        Failure homeless = Stores.failure(episodes.publish(now(made(null))));
        assertThat(homeless.kind()).isEqualTo(FailureKind.CONFLICT);
        assertThat(homeless).hasMessageContaining("no agent");
        Episode silent = made(agent(PublishRule.MANUAL));
        stores.rows("update episodes set audio = null where id = $1", silent.id());
        assertThat(Stores.failure(episodes.publish(now(silent)))).hasMessageContaining("no audio");
        stores.rows(
                "update episodes set video = $2 where id = $1",
                silent.id(),
                JsonObject.of("name", "video.mp4", "kind", "video", "storageKey", "x/video.mp4")
                        .put("contentType", "video/mp4")
                        .put("bytes", 10));
        Episode seen = Stores.done(episodes.publish(now(silent)));
        assertThat(seen.published()).isTrue();
        assertThat(seen.video()).isEqualTo(new StoredFile("video.mp4", "video", "x/video.mp4", "video/mp4", 10));
    }

    @Test
    void changesOnlyTheTextsThatAreNamed() {
        Episode episode = made(agent(PublishRule.MANUAL));
        Episode changed =
                Stores.done(episodes.update(new EpisodePatch(stores.owner, episode.id(), "New", null, null, null)));
        assertThat(changed.title()).isEqualTo("New");
        assertThat(changed.description()).isEqualTo(episode.description());
        assertThat(changed.updatedAt()).isAfter(episode.updatedAt());
    }

    @Test
    void filtersListsAndCounts() {
        Episode published = made(agent(PublishRule.AUTO));
        Episode held = made(agent(PublishRule.REVIEW));
        Episode manual = made(agent(PublishRule.MANUAL));
        assertThat(all()).extracting(Episode::id).containsExactly(manual.id(), held.id(), published.id());
        EpisodePage out = Stores.await(episodes.list(query(stores.owner, true, null)));
        assertThat(out.episodes()).extracting(Episode::id).containsExactly(published.id());
        assertThat(out.total()).isEqualTo(1);
        assertThat(Stores.await(episodes.list(query(stores.owner, null, true))).episodes())
                .extracting(Episode::id)
                .containsExactly(held.id());
        EpisodePage second = Stores.await(episodes.list(new EpisodeQuery(stores.owner, null, null, null, null, 1, 1)));
        assertThat(second.episodes()).extracting(Episode::id).containsExactly(held.id());
        assertThat(second.total()).isEqualTo(3);
        assertThat(Stores.await(episodes.list(new EpisodeQuery(stores.owner, held.agentId(), null, null, null, 10, 0)))
                        .total())
                .isEqualTo(1);
    }

    @Test
    void doesNotTellAStrangerThatAnEpisodeIsThere() {
        Episode episode = made(agent(PublishRule.AUTO));
        Viewer stranger = Fixtures.member(stores.pool);
        OneEpisode which = new OneEpisode(stranger, episode.id());
        Stream.<Function<EpisodeStore, Future<?>>>of(
                        store -> store.find(which),
                        store -> store.publish(new PublishEpisode(stranger, episode.id(), null)),
                        store -> store.unpublish(which),
                        store -> store.update(new EpisodePatch(stranger, episode.id(), "Theirs", null, null, null)),
                        store -> store.update(
                                new EpisodePatch(stranger, episode.id(), null, null, new Span(2, 9), null)),
                        store -> store.hold(which),
                        store -> store.reject(which))
                .forEach(question -> assertThat(
                                Stores.failure(question.apply(episodes)).kind())
                        .isEqualTo(FailureKind.NOT_FOUND));
        assertThat(Stores.await(episodes.list(query(stranger, null, null))).total())
                .isZero();
        assertThat(Stores.await(episodes.find(one(episode)))).isEqualTo(episode);
    }

    @Test
    void mediaArePublicAsLongAsTheEpisodeAndItsFeedAre() {
        UUID agent = agent(PublishRule.AUTO);
        Episode first = made(agent);
        Episode hidden = made(agent);
        Stores.await(episodes.unpublish(one(hidden)));
        assertThat(Stores.await(episodes.open(first.id()))).isEqualTo(first);
        assertThat(Stores.failure(episodes.open(hidden.id())).kind()).isEqualTo(FailureKind.NOT_FOUND);
        stores.rows("update agents set private_feed = true where id = $1", agent);
        assertThat(Stores.failure(episodes.open(first.id())).kind()).isEqualTo(FailureKind.NOT_FOUND);
    }
}
