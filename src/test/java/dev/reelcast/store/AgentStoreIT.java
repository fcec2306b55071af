package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.bus.AgentStoreApi.AgentPatch;
import dev.reelcast.bus.AgentStoreApi.AgentStats;
import dev.reelcast.bus.AgentStoreApi.MediaSlot;
import dev.reelcast.bus.AgentStoreApi.NewAgent;
import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.bus.AgentStoreApi.SetMedia;
import dev.reelcast.bus.AgentStoreApi.Settings;
import dev.reelcast.bus.EpisodeStoreApi.EpisodeQuery;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi.OneJob;
import dev.reelcast.model.Agent;
import dev.reelcast.model.Episode;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.VideoFilters;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentStoreIT {

    private static final String CHANNEL = "UC" + "a".repeat(22);

    private Stores stores;

    @BeforeEach
    void open() {
        stores = new Stores();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private static Settings settings(String name) {
        return new Settings(
                name,
                CHANNEL,
                "@sunday",
                "The sermon",
                List.of("sermon", "Predigt"),
                12.5,
                0.75,
                new VideoFilters("sermon|Predigt", "trailer", 5.0, 180.0, false, true),
                PublishRule.AUTO,
                OutputFormat.MP3,
                new FeedData(
                        "Title",
                        "Author",
                        null,
                        "de",
                        "Religion & Spirituality > Christianity",
                        null,
                        true,
                        null,
                        "ann@example.org",
                        null,
                        null,
                        List.of(new FeedData.Person("Ann", "host", null, null))),
                true);
    }

    private Agent create(Viewer owner, String name) {
        return Stores.await(stores.agents.create(new NewAgent(owner, settings(name))));
    }

    private static AgentPatch patch(Viewer viewer, UUID id, @Nullable String name, @Nullable String channel) {
        return new AgentPatch(viewer, id, name, null, channel, null, null, null, null, null, null, null, null, null);
    }

    @Test
    void keepsEverythingThatWasSet() {
        Agent made = create(stores.owner, "Sunday");
        Agent found = Stores.await(stores.agents.find(new OneAgent(stores.owner, made.id())));
        assertThat(found).isEqualTo(made);
        assertThat(new Settings(
                        found.name(),
                        found.channelId(),
                        found.channel(),
                        found.prompt(),
                        found.keywords(),
                        found.minMinutes(),
                        found.confidenceThreshold(),
                        found.filters(),
                        found.publish(),
                        found.outputFormat(),
                        found.feed(),
                        found.privateFeed()))
                .isEqualTo(settings("Sunday"));
        assertThat(found.slug()).isEqualTo("sunday");
    }

    @Test
    void givesEveryAgentASlugOfItsOwnThoughManyAreMadeAtOnce() {
        List<Future<Agent>> made = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            made.add(stores.agents.create(new NewAgent(stores.owner, settings("Sunday"))));
        }
        assertThat(made.stream().map(Stores::await).map(Agent::slug))
                .containsExactlyInAnyOrder("sunday", "sunday-2", "sunday-3", "sunday-4", "sunday-5", "sunday-6");
    }

    @Test
    void makesOneAgentOfANameForAnOwnerWhoAsksManyTimesAtOnce() {
        List<Future<Agent>> asked = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            asked.add(stores.agents.findOrCreate(new NewAgent(stores.owner, settings("Sample"))));
        }
        assertThat(asked.stream().map(Stores::await).map(Agent::id).distinct()).hasSize(1);
        Agent other = Stores.await(
                stores.agents.findOrCreate(new NewAgent(Fixtures.member(stores.pool), settings("Sample"))));
        assertThat(other.slug()).isEqualTo("sample-2");
    }

    @Test
    void changesOnlyWhatIsNamedAndKeepsTheFeedsAddress() {
        Agent made = create(stores.owner, "Sunday");
        Agent renamed = Stores.await(stores.agents.update(patch(stores.owner, made.id(), "Monday", null)));
        assertThat(renamed.name()).isEqualTo("Monday");
        assertThat(renamed.slug()).isEqualTo("sunday");
        assertThat(renamed.channel()).isEqualTo("@sunday");
        Agent bare = Stores.await(stores.agents.update(patch(stores.owner, made.id(), null, "")));
        assertThat(bare.channel()).isNull();
        assertThat(bare.name()).isEqualTo("Monday");
        assertThat(bare.keywords()).isEqualTo(made.keywords());
    }

    @Test
    void refusesAnUnknownChannelId() {
        Agent made = create(stores.owner, "Sunday");
        AgentPatch wrong = new AgentPatch(
                stores.owner,
                made.id(),
                null,
                "not a channel",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        assertThat(Stores.failure(stores.agents.update(wrong)).kind()).isEqualTo(FailureKind.INVALID);
    }

    @Test
    void doesNotTellAStrangerThatAnAgentIsThere() {
        Agent made = create(stores.owner, "Sunday");
        Viewer stranger = Fixtures.member(stores.pool);
        OneAgent which = new OneAgent(stranger, made.id());
        Stream.<Function<AgentStore, Future<?>>>of(
                        agents -> agents.find(which),
                        agents -> agents.update(patch(stranger, made.id(), "Theirs", null)),
                        agents -> agents.delete(which),
                        agents -> agents.stats(which),
                        agents -> agents.setMedia(new SetMedia(stranger, made.id(), MediaSlot.INTRO, null)))
                .forEach(question -> assertThat(
                                Stores.failure(question.apply(stores.agents)).kind())
                        .isEqualTo(FailureKind.NOT_FOUND));
        assertThat(Stores.await(stores.agents.list(stranger))).isEmpty();
        assertThat(Stores.await(stores.agents.list(stores.owner))).containsExactly(made);
        assertThat(Stores.await(stores.agents.list(Fixtures.admin(stores.pool))))
                .containsExactly(made);
    }

    @Test
    void answersTheMediaThatWasReplaced() {
        UUID id = create(stores.owner, "Sunday").id();
        StoredFile first = new StoredFile("intro.mp3", "audio", "agents/x/intro-1.mp3", "audio/mpeg", 5);
        StoredFile second = new StoredFile("intro.mp3", "audio", "agents/x/intro-2.mp3", "audio/mpeg", 6);
        assertThat(setIntro(id, first)).isNull();
        assertThat(setIntro(id, second)).isEqualTo(first);
        Agent agent = Stores.await(stores.agents.find(new OneAgent(stores.owner, id)));
        assertThat(agent.intro()).isEqualTo(second);
        assertThat(agent.outro()).isNull();
        assertThat(setIntro(id, null)).isEqualTo(second);
    }

    private @Nullable StoredFile setIntro(UUID id, @Nullable StoredFile file) {
        return Stores.await(stores.agents.setMedia(new SetMedia(stores.owner, id, MediaSlot.INTRO, file)));
    }

    @Test
    void isNotDeletedWhileAJobOfItHasNotEnded() {
        Agent agent = create(stores.owner, "Sunday");
        UUID job =
                stores.enqueue(Fixtures.transcriptJob(stores.owner, agent.id())).id();
        OneAgent which = new OneAgent(stores.owner, agent.id());
        assertThat(Stores.failure(stores.agents.delete(which)).kind()).isEqualTo(FailureKind.CONFLICT);
        Stores.await(stores.jobs.cancel(new OneJob(stores.owner, job)));
        assertThat(Stores.await(stores.agents.delete(which))).isEqualTo(agent);
        assertThat(stores.job(job).agentId()).isNull();
    }

    @Test
    void takesItsEpisodesOutOfTheFeedWhenItIsDeleted() {
        Agent agent = create(stores.owner, "Sunday");
        stores.enqueue(Fixtures.transcriptJob(stores.owner, agent.id()));
        stores.complete(stores.claimOne());
        Stores.await(stores.agents.delete(new OneAgent(stores.owner, agent.id())));
        List<Episode> episodes = Stores.await(new EpisodeStore(stores.pool)
                        .list(new EpisodeQuery(stores.owner, null, null, null, null, 10, 0)))
                .episodes();
        assertThat(episodes).singleElement().satisfies(episode -> {
            assertThat(episode.published()).isFalse();
            assertThat(episode.agentId()).isNull();
            assertThat(episode.reason()).isEqualTo("The agent was deleted.");
        });
    }

    @Test
    void countsWhatItDid() {
        Agent agent = create(stores.owner, "Sunday");
        stores.enqueue(Fixtures.uploadJob(stores.owner, agent.id()));
        stores.complete(stores.claimOne());
        stores.enqueue(Fixtures.youtubeJob(stores.owner, agent.id(), "https://example.org/v"));
        AgentStats stats = Stores.await(stores.agents.stats(new OneAgent(stores.owner, agent.id())));
        assertThat(stats).isEqualTo(new AgentStats(2, 1, 1, 0, 1, 0, 100.0));
        UUID idle = create(stores.owner, "Idle").id();
        assertThat(Stores.await(stores.agents.stats(new OneAgent(stores.owner, idle))))
                .isEqualTo(new AgentStats(0, 0, 0, 0, 0, 0, null));
    }
}
