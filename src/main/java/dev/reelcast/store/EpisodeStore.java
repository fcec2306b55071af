package dev.reelcast.store;

import dev.reelcast.bus.EpisodeStoreApi.EpisodePage;
import dev.reelcast.bus.EpisodeStoreApi.EpisodePatch;
import dev.reelcast.bus.EpisodeStoreApi.EpisodeQuery;
import dev.reelcast.bus.EpisodeStoreApi.OneEpisode;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Episodes. */
final class EpisodeStore {

    private final Sql sql;

    EpisodeStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<Episode> find(OneEpisode which) {
        return find(sql, which.viewer(), which.episodeId());
    }

    private static Future<Episode> find(Sql sql, Viewer viewer, UUID episodeId) {
        return sql.first(EpisodeSql.FIND, EpisodeRow::episode, episodeId, viewer.userId(), viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("episode")));
    }

    Future<EpisodePage> list(EpisodeQuery query) {
        UUID viewer = query.viewer().userId();
        boolean seesAll = query.viewer().seesAll();
        Future<List<Episode>> episodes = sql.list(
                EpisodeSql.LIST,
                EpisodeRow::episode,
                viewer,
                seesAll,
                query.agentId(),
                query.published(),
                query.held(),
                (long) query.limit(),
                (long) query.offset());
        Future<Optional<Long>> matching = sql.first(
                EpisodeSql.COUNT,
                row -> row.getLong("matching"),
                viewer,
                seesAll,
                query.agentId(),
                query.published(),
                query.held());
        return Future.all(episodes, matching)
                .map(both ->
                        new EpisodePage(episodes.result(), matching.result().orElseThrow()));
    }

    Future<Episode> update(EpisodePatch patch) {
        return sql.execute(
                        EpisodeSql.UPDATE,
                        patch.episodeId(),
                        patch.viewer().userId(),
                        patch.viewer().seesAll(),
                        patch.title(),
                        patch.description())
                .compose(changed -> find(sql, patch.viewer(), patch.episodeId()));
    }

    Future<Committed<Episode>> publish(OneEpisode which) {
        return changed(EpisodeSql.PUBLISH, which, "It was published by hand.", EpisodeFacts.PUBLISHED)
                .compose(committed -> {
                    Episode episode = committed.value();
                    return episode == null || episode.published()
                            ? Future.succeededFuture(committed)
                            : Future.failedFuture(Failure.of(
                                    FailureKind.CONFLICT,
                                    "not_publishable",
                                    episode.agentId() == null
                                            ? "The episode belongs to no agent, so there is no feed for it."
                                            : "The episode has no audio to publish."));
                });
    }

    Future<Committed<Episode>> unpublish(OneEpisode which) {
        return changed(EpisodeSql.UNPUBLISH, which, "It was taken out of the feed by hand.", EpisodeFacts.UNPUBLISHED);
    }

    private Future<Committed<Episode>> changed(String statement, OneEpisode which, String reason, String event) {
        Viewer viewer = which.viewer();
        return sql.transaction(within -> within.execute(
                        statement, which.episodeId(), viewer.userId(), viewer.seesAll(), reason)
                .compose(changed -> find(within, viewer, which.episodeId())
                        .map(episode -> Committed.of(episode, List.of())
                                .with(changed > 0 ? EpisodeFacts.of(event, episode) : List.of()))));
    }

    Future<Episode> open(UUID episodeId) {
        return sql.first(EpisodeSql.PUBLIC, EpisodeRow::episode, episodeId)
                .map(found -> found.orElseThrow(() -> Failure.notFound("episode")));
    }
}
