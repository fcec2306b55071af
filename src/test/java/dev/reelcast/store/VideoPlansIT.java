package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.Fixtures;
import dev.reelcast.model.PublishRule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL means to do with so many videos that the wrong way would be felt. */
class VideoPlansIT {

    private static final int MINE = 60_000;
    private static final int OTHERS = 60_000;

    private static final String FILL = """
            insert into videos (id, agent_id, owner_id, youtube_id, title, published_at, origin, status, rule)
            select gen_random_uuid(), $1, $2, lpad(n::text, 11, '0'), 'Talk ' || n || ' ' || md5(n::text),
              '2020-01-01T00:00:00Z'::timestamptz + n * interval '1 minute', 'hub',
              case when n % 1000 = 0 then 'failed' when n % 3 = 0 then 'ignored' else 'processed' end,
              case when n % 1000 <> 0 and n % 3 = 0 then 'older' end
            from generate_series(1, $3::integer) as n
            """;

    private static Stores stores;
    private static UUID agent;

    @BeforeAll
    static void fill() {
        stores = new Stores();
        agent = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        UUID other = Fixtures.agent(stores.pool, stores.owner, PublishRule.AUTO);
        stores.rows(FILL, agent, stores.owner.userId(), MINE);
        stores.rows(FILL, other, stores.owner.userId(), OTHERS);
        stores.rows("analyze videos");
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    /**
     * What a plan reads of the table.
     *
     * @param nodes every kind of step
     */
    private record Plan(Set<String> indexes, Set<String> scanned, Set<String> nodes, String text) {

        static Plan of(String statement, @Nullable Object... parameters) {
            JsonArray explained = Stores.await(stores.pool
                            .preparedQuery("explain (format json) " + statement)
                            .execute(Tuple.from(parameters)))
                    .iterator()
                    .next()
                    .getJsonArray(0);
            Plan plan = new Plan(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), explained.encodePrettily());
            plan.gather(explained.getJsonObject(0).getJsonObject("Plan"));
            return plan;
        }

        private void gather(JsonObject node) {
            nodes.add(node.getString("Node Type"));
            if (node.containsKey("Index Name")) {
                indexes.add(node.getString("Index Name"));
            }
            if (node.getString("Node Type").equals("Seq Scan")) {
                scanned.add(node.getString("Relation Name"));
            }
            node.getJsonArray("Plans", new JsonArray()).forEach(each -> gather((JsonObject) each));
        }

        Plan uses(String index) {
            assertThat(scanned).as(text).doesNotContain("videos");
            assertThat(indexes).as(text).contains(index);
            return this;
        }

        void sortsNothing() {
            assertThat(nodes).as(text).doesNotContain("Sort", "Incremental Sort");
        }
    }

    private static Plan list(@Nullable String status, @Nullable String words, @Nullable OffsetDateTime after) {
        return Plan.of(VideoSql.LIST, agent, status, words, after, after == null ? null : UUID.randomUUID(), 25L, 0L);
    }

    @Test
    void pagesWalkAnIndexHoweverDeep() {
        list(null, null, null).uses("videos_agent").sortsNothing();
        list(null, null, OffsetDateTime.parse("2020-01-02T00:00:00Z"))
                .uses("videos_agent")
                .sortsNothing();
    }

    @Test
    void aStatusHasAnIndexOfItsOwn() {
        list("failed", null, null).uses("videos_agent_status").sortsNothing();
        list("processed", null, OffsetDateTime.parse("2020-01-02T00:00:00Z")).sortsNothing();
    }

    @Test
    void wordsAreFoundByTheirIndex() {
        list(null, "c4ca4238a0b923820dcc509a6f75849b", null).uses("videos_words");
        Plan.of(VideoSql.COUNT, agent, null, "c4ca4238a0b923820dcc509a6f75849b").uses("videos_words");
    }

    @Test
    void aSightingLooksOnlyAtItsOwnVideos() {
        String[] ids = {"00000000001", "00000000002", "neverseen01"};
        Plan.of(VideoSql.KNOWN, agent, ids).uses("videos_agent_id_youtube_id_key");
        Plan.of(VideoSql.FIND, agent, ids[0]).uses("videos_agent_id_youtube_id_key");
        Plan.of(VideoSql.DELETED, agent, ids, "gone").uses("videos_agent_id_youtube_id_key");
        Plan.of(
                        VideoSql.UPDATE,
                        agent,
                        ids,
                        ids,
                        new OffsetDateTime[ids.length],
                        new OffsetDateTime[ids.length],
                        new Double[ids.length],
                        new Boolean[ids.length],
                        new Boolean[ids.length])
                .uses("videos_agent_id_youtube_id_key");
        Plan.of(VideoSql.NEWEST, agent, 50L).uses("videos_agent").sortsNothing();
    }
}
