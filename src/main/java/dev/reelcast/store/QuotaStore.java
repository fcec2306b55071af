package dev.reelcast.store;

import dev.reelcast.bus.BackfillApi.Quota;
import dev.reelcast.bus.BackfillApi.Spending;
import dev.reelcast.model.ListingSource;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/** What the YouTube Data API was asked today, by all servers together. */
final class QuotaStore {

    private final Sql sql;

    QuotaStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<Boolean> spend(Spending spending) {
        return sql.execute(BackfillSql.SPEND, spending.units(), spending.limit())
                .map(rows -> rows > 0);
    }

    /** Only one source has a quota. */
    Future<Void> spent(ListingSource source) {
        return sql.execute(BackfillSql.SPENT).mapEmpty();
    }

    Future<Quota> find(int limit) {
        return sql.first(BackfillSql.QUOTA, row -> {
                    int used = row.getInteger("used");
                    boolean spent = row.getBoolean("spent") || used >= limit;
                    return new Quota(used, limit, spent, Values.instant(row, "renews_at"));
                })
                .map(Optional::orElseThrow);
    }
}
