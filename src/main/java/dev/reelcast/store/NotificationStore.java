package dev.reelcast.store;

import dev.reelcast.bus.Facts;
import dev.reelcast.bus.NotificationApi;
import dev.reelcast.bus.NotificationApi.Page;
import dev.reelcast.bus.NotificationApi.Query;
import dev.reelcast.bus.NotificationApi.Read;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Notification;
import dev.reelcast.model.NotificationKind;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What users are told. */
final class NotificationStore {

    private static final int TIDIED_AT_ONCE = 1_000;

    private record Counts(int total, int unread) {}

    private final Sql sql;

    NotificationStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    /**
     * Tells somebody something, within the transaction in which it comes to be; the fact is for after its commit.
     *
     * @param link a path of the web UI, null where there is nothing to see
     */
    static Future<Committed.Fact> add(
            Sql within, UUID ownerId, NotificationKind kind, String title, String text, @Nullable String link) {
        return within.first(
                        NotificationSql.ADD,
                        NotificationStore::notification,
                        Ids.next(),
                        ownerId,
                        Wire.word(kind),
                        title,
                        text,
                        link)
                .map(Optional::orElseThrow)
                .map(added -> fact(
                        ownerId,
                        "notification.created",
                        JsonObject.of("notification", new JsonObject(Wire.text(added)))));
    }

    Future<Page> list(Query query) {
        String statement = query.unread() ? NotificationSql.LIST_UNREAD : NotificationSql.LIST;
        return sql.list(
                        statement,
                        NotificationStore::notification,
                        query.userId(),
                        query.after(),
                        (long) query.limit() + 1)
                .compose(found -> count(sql, query.userId()).map(counts -> page(query, found, counts)));
    }

    private static Page page(Query query, List<Notification> found, Counts counts) {
        boolean more = found.size() > query.limit();
        List<Notification> shown = more ? found.subList(0, query.limit()) : found;
        int most = NotificationApi.MOST_COUNTED;
        int total = query.unread() ? counts.unread() : counts.total();
        return new Page(
                shown,
                Math.min(total, most),
                total > most,
                Math.min(counts.unread(), most),
                more ? shown.get(shown.size() - 1).id() : null);
    }

    Future<Committed<Integer>> read(Read read) {
        List<UUID> ids = read.ids();
        Future<Integer> marked = ids == null
                ? sql.execute(NotificationSql.READ_ALL, read.userId())
                : sql.execute(NotificationSql.READ, read.userId(), Values.ids(ids));
        return marked.compose(changed -> count(sql, read.userId()).map(counts -> {
            int unread = Math.min(counts.unread(), NotificationApi.MOST_COUNTED);
            Committed<Integer> committed = Committed.of(unread, List.of());
            return changed == 0
                    ? committed
                    : committed.with(
                            List.of(fact(read.userId(), "notifications.read", JsonObject.of("unread", unread))));
        }));
    }

    Future<Integer> tidy(Duration age) {
        return sql.execute(NotificationSql.TIDY, Values.seconds(age), (long) TIDIED_AT_ONCE);
    }

    private static Future<Counts> count(Sql sql, UUID userId) {
        return sql.first(
                        NotificationSql.COUNT,
                        row -> new Counts(row.getInteger("total"), row.getInteger("unread")),
                        userId,
                        NotificationApi.MOST_COUNTED + 1L)
                .map(Optional::orElseThrow);
    }

    private static Committed.Fact fact(UUID userId, String type, JsonObject about) {
        JsonObject body = new JsonObject()
                .put("type", type)
                .put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .mergeIn(about);
        return new Committed.Fact(Facts.notifications(userId), body);
    }

    private static Notification notification(Row row) {
        return new Notification(
                row.getUUID("id"),
                Values.word(NotificationKind.class, row, "kind"),
                row.getString("title"),
                row.getString("text"),
                row.getString("link"),
                Values.instant(row, "created_at"),
                Values.instantOrNull(row, "read_at"));
    }
}
