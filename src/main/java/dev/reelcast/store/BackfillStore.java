package dev.reelcast.store;

import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.bus.BackfillApi.BackfillVideo;
import dev.reelcast.bus.BackfillApi.NewBackfill;
import dev.reelcast.bus.BackfillApi.VideoPage;
import dev.reelcast.bus.BackfillApi.VideoQuery;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.Backfill;
import dev.reelcast.model.Ids;
import dev.reelcast.model.VideoSieve;
import dev.reelcast.model.VideoTraits;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Backfills as people ask for them and look at them. */
final class BackfillStore {

    private final Sql sql;

    BackfillStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    /** @param fact empty as long as it still lists */
    private record GoneOn(Optional<Committed.Fact> fact) {}

    Future<Committed<Backfill>> start(NewBackfill wanted) {
        return sql.transaction(within -> agent(within, wanted)
                .compose(agent -> goOn(within, wanted))
                .compose(gone ->
                        gone.isPresent() ? Future.succeededFuture(gone.get().fact()) : insert(within, wanted))
                .compose(fact -> newest(within, wanted.agentId())
                        .map(started -> Committed.of(started.orElseThrow(), List.of())
                                .with(fact.stream().toList()))));
    }

    private static Future<Void> agent(Sql within, NewBackfill wanted) {
        Viewer viewer = wanted.viewer();
        return within.first(
                        BackfillSql.AGENT,
                        row -> row.getBoolean("follows"),
                        wanted.agentId(),
                        viewer.userId(),
                        viewer.seesAll())
                .compose(follows -> follows.orElseThrow(() -> Failure.notFound("agent"))
                        ? Future.succeededFuture()
                        : Future.failedFuture(Failure.of(
                                FailureKind.UNPROCESSABLE,
                                "no_channel",
                                "The agent follows no channel. Give it a channel in its settings.")));
    }

    private static Future<Optional<GoneOn>> goOn(Sql within, NewBackfill wanted) {
        return wanted.dryRun()
                ? Future.succeededFuture(Optional.empty())
                : within.first(BackfillSql.GO_ON, BackfillStore::goneOn, wanted.agentId(), Values.time(wanted.since()));
    }

    private static GoneOn goneOn(Row row) {
        return new GoneOn(row.getBoolean("listed") ? Optional.of(BackfillFacts.started(row)) : Optional.empty());
    }

    private static Future<Optional<Committed.Fact>> insert(Sql within, NewBackfill wanted) {
        return within.execute(BackfillSql.MAKE_ROOM, wanted.agentId())
                .compose(free -> within.execute(BackfillSql.FORGET_LISTS, wanted.agentId()))
                .compose(forgotten -> within.execute(
                        BackfillSql.START, Ids.next(), wanted.agentId(), Values.time(wanted.since()), wanted.dryRun()))
                .compose(inserted -> inserted > 0
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(Failure.of(
                                FailureKind.CONFLICT,
                                "backfill_running",
                                "A backfill of this agent is under way already.")));
    }

    /** The newest, for those who may see the agent. */
    Future<Optional<Backfill>> find(OneAgent which) {
        return AgentStore.find(sql, which.viewer(), which.agentId()).compose(agent -> newest(sql, agent.id()));
    }

    private static Future<Optional<Backfill>> newest(Sql within, UUID agentId) {
        return within.first(BackfillSql.NEWEST, BackfillRow::backfill, agentId);
    }

    Future<VideoPage> videos(VideoQuery query) {
        return AgentStore.find(sql, query.viewer(), query.agentId())
                .compose(agent -> newest(sql, agent.id())
                        .compose(found -> found.isEmpty()
                                ? Future.succeededFuture(new VideoPage(List.of(), 0, 0, 0))
                                : page(found.get(), new VideoSieve(agent.filters()), query)));
    }

    private Future<VideoPage> page(Backfill backfill, VideoSieve sieve, VideoQuery query) {
        Future<List<BackfillVideo>> videos = sql.list(
                BackfillSql.VIDEOS,
                row -> BackfillRow.video(row, sieve),
                backfill.id(),
                backfill.agentId(),
                (long) query.limit(),
                (long) query.offset());
        Future<Optional<Long>> total = sql.first(BackfillSql.VIDEO_COUNT, row -> row.getLong("total"), backfill.id());
        Future<List<VideoTraits>> fresh =
                sql.list(BackfillSql.FRESH, BackfillRow::traits, backfill.id(), backfill.agentId());
        return Future.all(videos, total, fresh)
                .map(all -> new VideoPage(
                        videos.result(),
                        total.result().orElseThrow(),
                        fresh.result().size(),
                        fresh.result().stream()
                                .filter(video -> sieve.leftOut(video).isPresent())
                                .count()));
    }

    Future<Void> cancel(OneAgent which) {
        return AgentStore.find(sql, which.viewer(), which.agentId())
                .compose(agent -> sql.execute(BackfillSql.CANCEL, agent.id()))
                .mapEmpty();
    }
}
