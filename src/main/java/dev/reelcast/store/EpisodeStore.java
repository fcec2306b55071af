package dev.reelcast.store;

import dev.reelcast.bus.EpisodeStoreApi.EpisodePage;
import dev.reelcast.bus.EpisodeStoreApi.EpisodePatch;
import dev.reelcast.bus.EpisodeStoreApi.EpisodeQuery;
import dev.reelcast.bus.EpisodeStoreApi.OneEpisode;
import dev.reelcast.bus.EpisodeStoreApi.PublishEpisode;
import dev.reelcast.bus.Failure;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Episodes. */
final class EpisodeStore {

    private final Sql sql;
    private final Recuts recuts;

    EpisodeStore(Pool pool) {
        this.sql = new Sql(pool);
        this.recuts = new Recuts(sql);
    }

    Future<Episode> find(OneEpisode which) {
        return find(sql, which.viewer(), which.episodeId());
    }

    static Future<Episode> find(Sql sql, Viewer viewer, UUID episodeId) {
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
                query.scheduled(),
                (long) query.limit(),
                (long) query.offset());
        Future<Optional<Long>> matching = sql.first(
                EpisodeSql.COUNT,
                row -> row.getLong("matching"),
                viewer,
                seesAll,
                query.agentId(),
                query.published(),
                query.held(),
                query.scheduled());
        return Future.all(episodes, matching)
                .map(both ->
                        new EpisodePage(episodes.result(), matching.result().orElseThrow()));
    }

    Future<Committed<Episode>> update(EpisodePatch patch) {
        if (patch.cuts()) {
            return recuts.ask(patch);
        }
        return texts(sql, patch)
                .compose(changed -> find(sql, patch.viewer(), patch.episodeId()))
                .map(episode -> Committed.of(episode, List.of()));
    }

    static Future<Integer> texts(Sql sql, EpisodePatch patch) {
        return sql.execute(
                EpisodeSql.UPDATE,
                patch.episodeId(),
                patch.viewer().userId(),
                patch.viewer().seesAll(),
                patch.title(),
                patch.description());
    }

    Future<Committed<Episode>> publish(PublishEpisode which) {
        Instant at = which.at();
        return decide(
                new OneEpisode(which.viewer(), which.episodeId()),
                at == null ? Publication::published : (episode, now) -> Publication.scheduled(episode, at, now));
    }

    Future<Committed<Episode>> unpublish(OneEpisode which) {
        return decide(which, Publication::unpublished);
    }

    Future<Committed<Episode>> hold(OneEpisode which) {
        return decide(which, Publication::held);
    }

    Future<Committed<Episode>> reject(OneEpisode which) {
        return decide(which, Publication::rejected);
    }

    private Future<Committed<Episode>> decide(OneEpisode which, Publication.Decision decision) {
        Viewer viewer = which.viewer();
        return sql.transaction(within -> lock(within, viewer, which.episodeId())
                .compose(now -> find(within, viewer, which.episodeId()).compose(episode -> {
                    Publication next = decision.of(episode, now);
                    return next == null
                            ? Future.succeededFuture(Committed.of(episode, List.of()))
                            : write(within, episode, next)
                                    .compose(facts -> find(within, viewer, episode.id())
                                            .map(written -> Committed.of(written, List.of())
                                                    .with(facts)));
                })));
    }

    /** Locks an episode until the end of the transaction; answers the database's time. */
    static Future<Instant> lock(Sql within, Viewer viewer, UUID episodeId) {
        return within.first(
                        EpisodeSql.LOCK,
                        row -> Values.instant(row, "time"),
                        episodeId,
                        viewer.userId(),
                        viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("episode")));
    }

    /** Writes what was decided of a locked episode; answers what is to be told of it. */
    static Future<List<Committed.Fact>> write(Sql within, Episode before, Publication next) {
        return write(within, List.of(new Decided(before, next)));
    }

    /** An episode, locked, and what becomes of it. */
    private record Decided(Episode before, Publication next) {}

    private static Future<List<Committed.Fact>> write(Sql within, List<Decided> all) {
        return within.execute(
                        EpisodeSql.DECIDE,
                        column(all, UUID[]::new, each -> each.before().id()),
                        column(all, Boolean[]::new, each -> each.next().published()),
                        column(all, Boolean[]::new, each -> each.next().held()),
                        column(all, String[]::new, each -> each.next().reason()),
                        column(
                                all,
                                OffsetDateTime[]::new,
                                each -> Values.time(each.next().publishAt())),
                        column(all, Boolean[]::new, each -> each.next().forgetsRecut()))
                .map(written -> all.stream()
                        .flatMap(each -> facts(each.before(), each.next().published()).stream())
                        .toList());
    }

    private static <T> T[] column(List<Decided> all, IntFunction<T[]> array, Function<Decided, @Nullable T> value) {
        return all.stream().map(value).toArray(array);
    }

    private static List<Committed.Fact> facts(Episode before, boolean published) {
        if (before.published() == published) {
            return List.of();
        }
        return EpisodeFacts.of(published ? EpisodeFacts.PUBLISHED : EpisodeFacts.UNPUBLISHED, before);
    }

    /** Each goes out once, however many servers look: whoever has locked it takes its time away. */
    Future<Committed<Integer>> publishDue(int limit) {
        return sql.transaction(within -> within.list(EpisodeSql.LOCK_DUE, row -> row.getUUID("id"), (long) limit)
                .compose(due -> due.isEmpty()
                        ? Future.succeededFuture(Committed.of(0, List.of()))
                        : within.list(EpisodeSql.SOME, EpisodeRow::episode, (Object) Values.ids(due))
                                .compose(episodes -> publishDue(within, episodes))));
    }

    private static Future<Committed<Integer>> publishDue(Sql within, List<Episode> episodes) {
        List<Decided> decided = new ArrayList<>();
        for (Episode episode : episodes) {
            Publication next = Publication.due(episode);
            if (next != null) {
                decided.add(new Decided(episode, next));
            }
        }
        return write(within, decided)
                .map(facts -> Committed.of(episodes.size(), List.of()).with(facts));
    }

    Future<Episode> open(UUID episodeId) {
        return sql.first(EpisodeSql.PUBLIC, EpisodeRow::episode, episodeId)
                .map(found -> found.orElseThrow(() -> Failure.notFound("episode")));
    }
}
