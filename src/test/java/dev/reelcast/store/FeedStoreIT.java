package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.EpisodeStoreApi.EpisodePatch;
import dev.reelcast.bus.EpisodeStoreApi.EpisodeQuery;
import dev.reelcast.bus.EpisodeStoreApi.OneEpisode;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.FeedStoreApi.Asked;
import dev.reelcast.bus.FeedStoreApi.ClaimPings;
import dev.reelcast.bus.FeedStoreApi.CombinedPatch;
import dev.reelcast.bus.FeedStoreApi.Guid;
import dev.reelcast.bus.FeedStoreApi.HubState;
import dev.reelcast.bus.FeedStoreApi.Item;
import dev.reelcast.bus.FeedStoreApi.NewCombined;
import dev.reelcast.bus.FeedStoreApi.NewToken;
import dev.reelcast.bus.FeedStoreApi.OneFeed;
import dev.reelcast.bus.FeedStoreApi.OneToken;
import dev.reelcast.bus.FeedStoreApi.Page;
import dev.reelcast.bus.FeedStoreApi.PageQuery;
import dev.reelcast.bus.FeedStoreApi.Ping;
import dev.reelcast.bus.FeedStoreApi.Pinged;
import dev.reelcast.bus.FeedStoreApi.TokenMedia;
import dev.reelcast.model.CombinedFeed;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Feed;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.FeedToken;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedStoreIT {

    private static final ClaimPings CLAIM = new ClaimPings(Duration.ofSeconds(60), 10);

    private Stores stores;
    private FeedStore feeds;
    private CombinedFeedStore combined;
    private EpisodeStore episodes;
    private UUID agent;

    @BeforeEach
    void open() {
        stores = new Stores();
        feeds = new FeedStore(stores.pool);
        combined = new CombinedFeedStore(stores.pool);
        episodes = new EpisodeStore(stores.pool);
        agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void versionRisesWithWhateverChangesInTheFeedAndWithNothingElse() {
        List<Long> versions = new ArrayList<>();
        Runnable look = () -> versions.add(feed(agent).version());
        look.run();
        Episode episode = made(agent);
        look.run();
        Stores.await(episodes.update(new EpisodePatch(stores.owner, episode.id(), "New", null, null, null)));
        look.run();
        Stores.await(episodes.unpublish(new OneEpisode(stores.owner, episode.id())));
        look.run();
        stores.rows("update agents set name = 'Other' where id = $1", agent);
        look.run();
        assertThat(versions).isSorted().doesNotHaveDuplicates();

        long before = feed(agent).version();
        Stores.await(episodes.update(new EpisodePatch(stores.owner, episode.id(), "Of no feed", null, null, null)));
        stores.rows("update agents set prompt = 'Other' where id = $1", agent);
        made(Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO));

        assertThat(feed(agent).version()).isEqualTo(before);
    }

    @Test
    void manyEpisodesThatChangeAtOnceAreOneChange() {
        made(agent);
        made(agent);
        made(agent);
        long before = feed(agent).version();

        stores.rows("update episodes set title = title || '!' where agent_id = $1", agent);

        assertThat(feed(agent).version()).isEqualTo(before + 1);
    }

    @Test
    void pagesHaveTheNewestFirstAndOnlyWhatIsOut() {
        Episode first = made(agent);
        Episode second = made(agent);
        Episode hidden = made(agent);
        Stores.await(episodes.unpublish(new OneEpisode(stores.owner, hidden.id())));

        assertThat(ids(page(feed(agent), 10, 0))).containsExactly(second.id(), first.id());
        assertThat(ids(page(feed(agent), 1, 1))).containsExactly(first.id());
        assertThat(page(feed(agent), 1, 5).total()).isEqualTo(2);
        assertThat(page(feed(agent), 1, 0).sources()).containsOnlyKeys(agent);
    }

    @Test
    void transcriptIsInTheLanguageThatWasFound() {
        Episode episode = made(agent);
        stores.rows(
                "update job_stages set output = '{\"language\": \"de\"}' where job_id = $1 and stage = 'transcription'",
                episode.jobId());

        assertThat(page(feed(agent), 1, 0).items().get(0).language()).isEqualTo("de");
    }

    @Test
    void guidStaysWhenItWasKeptOnce() {
        UUID first = UUID.randomUUID();

        assertThat(Stores.await(feeds.keepGuid(new Guid(agent, first)))).isEqualTo(first);
        assertThat(Stores.await(feeds.keepGuid(new Guid(agent, UUID.randomUUID()))))
                .isEqualTo(first);
        assertThat(feed(agent).guid()).isEqualTo(first);
    }

    @Test
    void combinedFeedHasTheEpisodesOfItsAgents() {
        UUID other = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        Episode here = made(agent);
        Episode there = made(other);
        CombinedFeed both = combine("All of it", agent, other);
        CombinedFeed again = combine("All of it", other);

        assertThat(both.slug()).isEqualTo("all-of-it");
        assertThat(again.slug()).isEqualTo("all-of-it-2");
        assertThat(ids(page(feed(both.id()), 10, 0))).containsExactly(there.id(), here.id());
        assertThat(ids(page(feed(again.id()), 10, 0))).containsExactly(there.id());
        assertThat(Stores.await(feeds.at(new Asked.Combined("all-of-it"))).id()).isEqualTo(both.id());

        long before = feed(both.id()).version();
        Stores.await(episodes.update(new EpisodePatch(stores.owner, there.id(), "New", null, null, null)));
        assertThat(feed(both.id()).version()).isGreaterThan(before);
        CombinedFeed changed = Stores.await(
                combined.update(new CombinedPatch(stores.owner, both.id(), "Less", List.of(agent), null, null)));
        assertThat(changed.name()).isEqualTo("Less");
        assertThat(changed.agentIds()).containsExactly(agent);
        assertThat(ids(page(feed(both.id()), 10, 0))).containsExactly(here.id());
    }

    @Test
    void publicCombinedFeedLeavesPrivateAgentsOut() {
        UUID other = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        Episode open = made(agent);
        Episode secret = made(other);
        CombinedFeed both = combine("Both", agent, other);
        byte[] token = hash(1);
        Stores.await(combined.addToken(new NewToken(stores.owner, both.id(), "Ann", token)));
        long before = feed(both.id()).version();

        stores.rows("update agents set private_feed = true where id = $1", other);

        assertThat(feed(both.id()).version()).isGreaterThan(before);
        assertThat(ids(page(feed(both.id()), 10, 0))).containsExactly(open.id());
        assertThat(Stores.failure(feeds.media(new TokenMedia(token, secret.id())))
                        .kind())
                .isEqualTo(FailureKind.NOT_FOUND);

        Stores.await(combined.update(new CombinedPatch(stores.owner, both.id(), null, null, null, true)));

        assertThat(ids(page(feed(both.id()), 10, 0))).containsExactly(secret.id(), open.id());
        assertThat(Stores.await(feeds.media(new TokenMedia(token, secret.id())))
                        .value()
                        .id())
                .isEqualTo(secret.id());
        assertThat(Stores.failure(feeds.at(new Asked.Combined("both"))).kind()).isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void agentThatIsDeletedLeavesItsFeeds() {
        made(agent);
        CombinedFeed feed = combine("Both", agent);
        long before = feed(feed.id()).version();

        Stores.await(stores.agents.delete(new dev.reelcast.bus.AgentStoreApi.OneAgent(stores.owner, agent)));

        assertThat(page(feed(feed.id()), 10, 0).items()).isEmpty();
        assertThat(feed(feed.id()).version()).isGreaterThan(before);
        assertThat(stores.rows("select * from feed_states where agent_id = $1", agent))
                .isEmpty();
    }

    @Test
    void tokenLeadsToItsFeedAndItsMediaUntilItIsTakenBack() {
        Episode episode = made(agent);
        Episode foreign = made(Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO));
        stores.rows("update agents set private_feed = true where id = $1", agent);
        byte[] hash = hash(1);
        FeedToken token = Stores.await(combined.addToken(new NewToken(stores.owner, agent, "Ann's phone", hash)));
        assertThat(token.usedAt()).isNull();

        assertThat(Stores.await(feeds.at(new Asked.ByToken(hash))).id()).isEqualTo(agent);
        assertThat(Stores.await(feeds.media(new TokenMedia(hash, episode.id()))).tokenId())
                .isEqualTo(token.id());
        assertThat(Stores.failure(feeds.media(new TokenMedia(hash, foreign.id())))
                        .kind())
                .isEqualTo(FailureKind.NOT_FOUND);
        assertThat(Stores.await(feeds.state(new OneFeed(stores.owner, agent)))
                        .tokens()
                        .get(0)
                        .usedAt())
                .isNotNull();
        assertThat(stores.rows("select token_hash::text as hash from feed_tokens")
                        .get(0)
                        .getString("hash"))
                .doesNotContain("Ann");

        OneToken which = new OneToken(stores.owner, agent, token.id());
        Committed<Void> revoked = Stores.await(combined.revokeToken(which));

        assertThat(revoked.facts()).extracting(Committed.Fact::address).containsExactly(Facts.FEED_TOKENS_ENDED);
        assertThat(revoked.facts().get(0).body().getJsonArray("tokenIds"))
                .containsExactly(token.id().toString());
        assertThat(Stores.failure(feeds.at(new Asked.ByToken(hash))).kind()).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(Stores.failure(feeds.media(new TokenMedia(hash, episode.id())))
                        .kind())
                .isEqualTo(FailureKind.NOT_FOUND);
        assertThat(Stores.failure(combined.revokeToken(which)).kind()).isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void tokensOfADeletedFeedEndWithIt() {
        CombinedFeed feed = combine("Both", agent);
        FeedToken token = Stores.await(combined.addToken(new NewToken(stores.owner, feed.id(), "Ann", hash(1))));

        Committed<Void> deleted = Stores.await(combined.delete(new OneFeed(stores.owner, feed.id())));

        assertThat(deleted.facts().get(0).body().getJsonArray("tokenIds"))
                .containsExactly(token.id().toString());
        assertThat(stores.rows("select * from feed_tokens")).isEmpty();
    }

    @Test
    void feedIsNobodyElses() {
        Viewer stranger = Fixtures.member(stores.pool);
        CombinedFeed feed = combine("Both", agent);
        OneFeed which = new OneFeed(stranger, feed.id());
        OneFeed own = new OneFeed(stranger, agent);
        Stream.<Function<FeedStoreIT, Future<?>>>of(
                        it -> it.feeds.find(which),
                        it -> it.feeds.find(own),
                        it -> it.feeds.state(own),
                        it -> it.feeds.ping(which),
                        it -> it.combined.find(which),
                        it -> it.combined.delete(which),
                        it -> it.combined.update(new CombinedPatch(stranger, feed.id(), "Mine", null, null, null)),
                        it -> it.combined.addToken(new NewToken(stranger, agent, "Me", hash(9))),
                        it -> it.combined.revokeToken(new OneToken(stranger, agent, UUID.randomUUID())),
                        it -> it.combined.create(
                                new NewCombined(stranger, "Theirs", List.of(agent), FeedData.EMPTY, false)))
                .forEach(question ->
                        assertThat(Stores.failure(question.apply(this)).kind()).isEqualTo(FailureKind.NOT_FOUND));
        assertThat(Stores.await(combined.list(stranger))).isEmpty();
        assertThat(Stores.await(combined.list(stores.owner))).hasSize(1);
    }

    @Test
    void hubIsToldOfAChangeOnceByOneOfTwoServers() {
        made(agent);
        due();

        List<Ping> all = new ArrayList<>();
        Future<List<Ping>> here = feeds.claimPings(CLAIM);
        Future<List<Ping>> there = new FeedStore(stores.pool).claimPings(CLAIM);
        all.addAll(Stores.await(here));
        all.addAll(Stores.await(there));

        assertThat(all).hasSize(1);
        Ping ping = all.get(0);
        assertThat(ping.slug()).isEqualTo("sunday-" + agent);
        assertThat(ping.attempt()).isEqualTo(1);
        assertThat(hub(agent).upToDate()).isFalse();

        Stores.await(feeds.pinged(new Pinged(agent, ping.version(), null, null)));

        assertThat(hub(agent).upToDate()).isTrue();
        assertThat(hub(agent).pingedAt()).isNotNull();
        assertThat(hub(agent).nextAt()).isNull();
        due();
        assertThat(Stores.await(feeds.claimPings(CLAIM))).isEmpty();
    }

    @Test
    void changeWhileTheHubIsToldIsToldToo() {
        Episode episode = made(agent);
        due();
        Ping ping = Stores.await(feeds.claimPings(CLAIM)).get(0);
        Stores.await(episodes.update(new EpisodePatch(stores.owner, episode.id(), "New", null, null, null)));

        Stores.await(feeds.pinged(new Pinged(agent, ping.version(), null, null)));

        assertThat(hub(agent).upToDate()).isFalse();
        due();
        assertThat(Stores.await(feeds.claimPings(CLAIM)))
                .extracting(Ping::version)
                .containsExactly(ping.version() + 1);
    }

    @Test
    void hubThatIsDownIsToldLaterAndByAnotherServerWhenThisOneIsLost() {
        made(agent);
        due();
        Ping ping = Stores.await(feeds.claimPings(CLAIM)).get(0);
        Stores.await(feeds.pinged(new Pinged(agent, ping.version(), "It is down.", Duration.ofHours(1))));

        HubState down = hub(agent);
        assertThat(down.error()).isEqualTo("It is down.");
        assertThat(down.nextAt()).isNotNull();
        assertThat(Stores.await(feeds.claimPings(CLAIM))).isEmpty();

        due();
        assertThat(Stores.await(feeds.claimPings(CLAIM)))
                .extracting(Ping::attempt)
                .containsExactly(2);
        due();
        assertThat(Stores.await(feeds.claimPings(CLAIM)))
                .extracting(Ping::attempt)
                .containsExactly(3);

        Stores.await(feeds.pinged(new Pinged(agent, ping.version(), "It is gone.", null)));
        assertThat(hub(agent).nextAt()).isNull();
        Stores.await(feeds.ping(new OneFeed(stores.owner, agent)));
        assertThat(Stores.await(feeds.claimPings(CLAIM)))
                .extracting(Ping::attempt)
                .containsExactly(1);
    }

    @Test
    void hubNeverHearsOfAPrivateFeed() {
        stores.rows("update agents set private_feed = true where id = $1", agent);
        made(agent);
        due();

        assertThat(Stores.await(feeds.claimPings(CLAIM))).isEmpty();
        assertThat(Stores.failure(feeds.ping(new OneFeed(stores.owner, agent))).code())
                .isEqualTo("private_feed");

        stores.rows("update agents set private_feed = false where id = $1", agent);
        due();
        assertThat(Stores.await(feeds.claimPings(CLAIM))).hasSize(1);
    }

    private void due() {
        stores.rows("update feed_states set ping_at = now() where ping_at is not null");
    }

    private HubState hub(UUID feedId) {
        return Stores.await(feeds.state(new OneFeed(stores.owner, feedId))).hub();
    }

    private CombinedFeed combine(String name, UUID... agents) {
        return Stores.await(
                combined.create(new NewCombined(stores.owner, name, List.of(agents), FeedData.EMPTY, false)));
    }

    private Feed feed(UUID id) {
        return Stores.await(feeds.find(new OneFeed(stores.owner, id)));
    }

    private Page page(Feed feed, int limit, int offset) {
        return Stores.await(feeds.page(new PageQuery(feed, limit, offset)));
    }

    private static List<UUID> ids(Page page) {
        return page.items().stream().map(Item::episode).map(Episode::id).toList();
    }

    private static byte[] hash(int number) {
        byte[] hash = new byte[32];
        Arrays.fill(hash, (byte) number);
        return hash;
    }

    private Episode made(UUID of) {
        UUID job = stores.enqueue(Fixtures.transcriptJob(stores.owner, of)).id();
        stores.complete(stores.claimOne());
        return Stores.await(episodes.list(new EpisodeQuery(stores.owner, of, null, null, null, 10, 0)))
                .episodes()
                .stream()
                .filter(episode -> episode.jobId().equals(job))
                .findFirst()
                .orElseThrow();
    }
}
