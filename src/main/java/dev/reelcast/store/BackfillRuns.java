package dev.reelcast.store;

import dev.reelcast.bus.BackfillApi.Claim;
import dev.reelcast.bus.BackfillApi.Claimed;
import dev.reelcast.bus.BackfillApi.GivenBack;
import dev.reelcast.bus.BackfillApi.HandedOver;
import dev.reelcast.bus.BackfillApi.Held;
import dev.reelcast.bus.BackfillApi.Listed;
import dev.reelcast.bus.BackfillApi.ListedPage;
import dev.reelcast.bus.BackfillApi.Renewal;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Backfills as whoever works at one steps through it. */
final class BackfillRuns {

    /** In one transaction with their jobs. */
    private static final long AT_ONCE = 25;

    private final Sql sql;

    BackfillRuns(Pool pool) {
        this.sql = new Sql(pool);
    }

    /** @param position as it was listed */
    private record Turn(Found video, int position) {}

    Future<Optional<Claimed>> claim(Claim claim) {
        return sql.first(
                BackfillSql.CLAIM,
                row -> BackfillRow.claimed(row, new Held(row.getUUID("id"), claim.server(), claim.lease())),
                claim.server(),
                Values.seconds(claim.lease()),
                Values.ids(claim.held()));
    }

    Future<Boolean> renew(Renewal renewal) {
        Held held = renewal.held();
        return changed(BackfillSql.RENEW, held, Values.seconds(held.lease()), renewal.seen());
    }

    Future<Committed<Boolean>> listed(ListedPage page) {
        Held held = page.held();
        return sql.transaction(within -> within.execute(
                        BackfillSql.KEEP_CHANNEL_ID, held.backfillId(), held.server(), page.channelId())
                .compose(kept -> within.execute(BackfillSql.LOCK_HELD, held.backfillId(), held.server()))
                .compose(
                        mine -> mine > 0 ? add(within, page) : Future.succeededFuture(Committed.of(false, List.of()))));
    }

    private static Future<Committed<Boolean>> add(Sql within, ListedPage page) {
        List<Listed> videos = page.videos();
        Held held = page.held();
        return within.execute(
                        BackfillSql.ADD_VIDEOS,
                        held.backfillId(),
                        column(videos, listed -> listed.video().videoId(), String[]::new),
                        column(videos, listed -> Values.storable(listed.video().title()), String[]::new),
                        column(
                                videos,
                                listed -> Values.time(listed.video().publishedAt()),
                                java.time.OffsetDateTime[]::new),
                        column(videos, Listed::approximate, Boolean[]::new),
                        column(videos, listed -> listed.video().durationSeconds(), Double[]::new),
                        column(videos, listed -> listed.video().isShort(), Boolean[]::new),
                        column(
                                videos,
                                listed -> Values.wordOrNull(listed.video().broadcast()),
                                String[]::new))
                .compose(added -> within.first(
                        BackfillSql.LISTED,
                        BackfillRuns::begun,
                        held.backfillId(),
                        held.server(),
                        page.channelId(),
                        Wire.word(page.source()),
                        page.seen(),
                        page.cursor()))
                .map(Optional::orElseThrow)
                .map(fact -> Committed.of(true, List.of()).with(fact.stream().toList()));
    }

    /** Empty as long as there is more to list, and for a dry run. */
    private static Optional<Committed.Fact> begun(Row row) {
        return row.getBoolean("listed") ? Optional.of(BackfillFacts.started(row)) : Optional.empty();
    }

    private static <T> @Nullable T[] column(
            List<Listed> videos,
            Function<Listed, @Nullable T> value,
            java.util.function.IntFunction<@Nullable T[]> array) {
        return videos.stream().map(value).toArray(array);
    }

    Future<List<Found>> next(Held held) {
        return sql.list(
                        BackfillSql.NEXT,
                        row -> new Turn(BackfillRow.found(row), row.getInteger("position")),
                        held.backfillId(),
                        held.server(),
                        AT_ONCE)
                .map(turns -> turns.stream()
                        .sorted(Comparator.comparingInt(Turn::position))
                        .map(Turn::video)
                        .toList());
    }

    Future<Boolean> taken(HandedOver handed) {
        return changed(
                BackfillSql.TAKEN, handed.held(), (Object) handed.videoIds().toArray(String[]::new));
    }

    Future<Committed<Boolean>> complete(Held held) {
        return sql.first(BackfillSql.COMPLETE, BackfillFacts::completed, held.backfillId(), held.server())
                .map(fact -> Committed.of(fact.isPresent(), List.of())
                        .with(fact.stream().toList()));
    }

    Future<Boolean> giveBack(GivenBack given) {
        Held held = given.held();
        return switch (given.goOn()) {
            case NOW -> changed(BackfillSql.GO_ON_NOW, held);
            case LATER -> changed(BackfillSql.GO_ON_LATER, held, Values.seconds(given.in()), given.reason());
            case NEXT_QUOTA -> changed(BackfillSql.GO_ON_NEXT_QUOTA, held, given.reason());
            case NEVER -> changed(BackfillSql.FAIL, held, given.reason());
        };
    }

    private Future<Boolean> changed(String statement, Held held, @Nullable Object... rest) {
        @Nullable Object[] parameters = new Object[rest.length + 2];
        parameters[0] = held.backfillId();
        parameters[1] = held.server();
        System.arraycopy(rest, 0, parameters, 2, rest.length);
        return sql.execute(statement, parameters).map(rows -> rows > 0);
    }
}
