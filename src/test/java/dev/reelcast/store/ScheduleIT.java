package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.EpisodeStoreApi.EpisodeQuery;
import dev.reelcast.bus.EpisodeStoreApi.OneEpisode;
import dev.reelcast.bus.EpisodeStoreApi.PublishEpisode;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.Episode;
import dev.reelcast.model.PublishRule;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleIT {

    private static final Instant LATER = Instant.now().plusSeconds(3_600);

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

    private Episode held() {
        UUID agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.REVIEW);
        stores.enqueue(Fixtures.transcriptJob(stores.owner, agent));
        stores.complete(stores.claimOne());
        return episode(stores.rows("select id from episodes where agent_id = $1", agent)
                .get(0)
                .getUUID("id"));
    }

    private Episode episode(UUID id) {
        return Stores.await(episodes.find(new OneEpisode(stores.owner, id)));
    }

    private OneEpisode one(Episode episode) {
        return new OneEpisode(stores.owner, episode.id());
    }

    private Future<Committed<Episode>> schedule(Episode episode, Instant at) {
        return episodes.publish(new PublishEpisode(stores.owner, episode.id(), at));
    }

    private void letTimePass() {
        stores.rows("update episodes set publish_at = now() - interval '1 second' where publish_at is not null");
    }

    @Test
    void goesOutWhenItIsTimeAndNotBefore() {
        Episode episode = held();
        Episode scheduled = Stores.done(schedule(episode, LATER));
        assertThat(scheduled.held()).isFalse();
        assertThat(scheduled.published()).isFalse();
        assertThat(Objects.requireNonNull(scheduled.publishAt()).getEpochSecond())
                .isEqualTo(LATER.getEpochSecond());
        assertThat(Stores.done(episodes.publishDue(10))).isZero();

        letTimePass();
        Committed<Integer> due = Stores.await(episodes.publishDue(10));

        assertThat(due.value()).isEqualTo(1);
        assertThat(due.facts())
                .extracting(fact -> fact.body().getString("type"))
                .containsExactly("episode.published");
        Episode out = episode(episode.id());
        assertThat(out.published()).isTrue();
        assertThat(out.publishAt()).isNull();
        assertThat(String.valueOf(stores.detail(episode.jobId()).publishing())).contains("\"published\":true");
        assertThat(Stores.await(episodes.publishDue(10)).facts()).isEmpty();
    }

    @Test
    void goesOutOnceHoweverManyServersLook() {
        Stream.generate(this::held).limit(6).forEach(episode -> Stores.await(schedule(episode, LATER)));
        letTimePass();
        List<Future<Committed<Integer>>> looks =
                Stream.generate(() -> episodes.publishDue(2)).limit(12).toList();
        Stores.await(Future.join(looks));

        assertThat(looks.stream().mapToInt(look -> look.result().facts().size()).sum())
                .isEqualTo(6);
        assertThat(stores.rows("select from episodes where published")).hasSize(6);
    }

    @Test
    void byHandAndByScheduleAtOnceIsOnce() {
        for (int i = 0; i < 10; i++) {
            Episode episode = held();
            Stores.await(schedule(episode, LATER));
            letTimePass();
            Future<Committed<Integer>> tick = episodes.publishDue(10);
            Future<Committed<Episode>> hand = episodes.publish(new PublishEpisode(stores.owner, episode.id(), null));
            Stores.await(Future.join(tick, hand));
            assertThat(tick.result().facts().size() + hand.result().facts().size())
                    .isEqualTo(1);
            assertThat(episode(episode.id()).published()).isTrue();
        }
    }

    @Test
    void aTimeThatHasPassedIsRefusedByTheDatabasesClock() {
        Episode episode = held();
        for (Instant at : List.of(Instant.EPOCH.plusSeconds(1), Instant.now().minusSeconds(1))) {
            Failure refused = Stores.failure(schedule(episode, at));
            assertThat(refused.kind()).isEqualTo(FailureKind.UNPROCESSABLE);
            assertThat(refused.code()).isEqualTo("time_passed");
        }
        assertThat(episode(episode.id()).held()).isTrue();
    }

    @Test
    void isTakenBackIntoReviewAndPutOff() {
        Episode episode = held();
        Stores.await(schedule(episode, LATER));
        Episode put = Stores.done(schedule(episode, LATER.plusSeconds(60)));
        assertThat(put.publishAt()).isAfter(LATER.plusSeconds(59));

        Episode back = Stores.done(episodes.unpublish(one(episode)));

        assertThat(back.held()).isTrue();
        assertThat(back.publishAt()).isNull();
        letTimePass();
        assertThat(Stores.done(episodes.publishDue(10))).isZero();
    }

    @Test
    void onePublishedCannotBeScheduled() {
        Episode episode = held();
        Stores.await(episodes.publish(new PublishEpisode(stores.owner, episode.id(), null)));
        assertThat(Stores.failure(schedule(episode, LATER)).code()).isEqualTo("already_published");
    }

    @Test
    void isTurnedDownAndPutBackIntoReview() {
        Episode episode = held();
        Episode down = Stores.done(episodes.reject(one(episode)));
        assertThat(down.held()).isFalse();
        assertThat(down.reason()).contains("turned down");
        assertThat(Stores.done(episodes.hold(one(episode))).held()).isTrue();

        Stores.await(schedule(episode, LATER));
        assertThat(Stores.done(episodes.reject(one(episode))).publishAt()).isNull();

        Stores.await(episodes.publish(new PublishEpisode(stores.owner, episode.id(), null)));
        assertThat(Stores.failure(episodes.reject(one(episode))).code()).isEqualTo("already_published");
        Committed<Episode> undone = Stores.await(episodes.hold(one(episode)));
        assertThat(undone.facts())
                .extracting(fact -> fact.body().getString("type"))
                .containsExactly("episode.unpublished");
        assertThat(Objects.requireNonNull(undone.value()).held()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"episode.published", "episode.unpublished"})
    void isToldAsItsSampleSays(String type) throws IOException {
        Episode episode = held();
        PublishEpisode now = new PublishEpisode(stores.owner, episode.id(), null);
        Committed<Episode> out = Stores.await(episodes.publish(now));
        Committed<Episode> in = Stores.await(episodes.unpublish(one(episode)));
        JsonObject told =
                (type.equals("episode.published") ? out : in).facts().get(0).body();
        JsonObject sample = new JsonObject(Files.readString(Path.of("src/test/resources/events", type + ".json")));

        assertThat(told.getString("type")).isEqualTo(type);
        assertThat(told.fieldNames()).isEqualTo(sample.fieldNames());
        for (String name : sample.fieldNames()) {
            assertThat(told.getValue(name)).hasSameClassAs(sample.getValue(name));
        }
    }

    @Test
    void oneWhoseAgentIsGoneStaysIn() {
        Episode episode = held();
        Stores.await(schedule(episode, LATER));
        stores.rows("delete from agents where id = $1", episode.agentId());
        letTimePass();

        Committed<Integer> due = Stores.await(episodes.publishDue(10));

        assertThat(due.facts()).isEmpty();
        assertThat(episode(episode.id()).published()).isFalse();
        assertThat(episode(episode.id()).publishAt()).isNull();
    }

    @Test
    void areListedByThemselves() {
        Episode scheduled = held();
        Episode waiting = held();
        Stores.await(schedule(scheduled, LATER));

        assertThat(Stores.await(episodes.list(new EpisodeQuery(stores.owner, null, null, null, true, 10, 0)))
                        .episodes())
                .extracting(Episode::id)
                .containsExactly(scheduled.id());
        assertThat(Stores.await(episodes.list(new EpisodeQuery(stores.owner, null, null, true, false, 10, 0)))
                        .episodes())
                .extracting(Episode::id)
                .containsExactly(waiting.id());
    }
}
