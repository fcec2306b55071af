package dev.reelcast.ingest;

import dev.reelcast.bus.BackfillApi;
import dev.reelcast.bus.BackfillApi.Spending;
import dev.reelcast.bus.Bus;
import dev.reelcast.ingest.ListingException.Kind;
import dev.reelcast.model.ListingSource;
import io.vertx.core.Future;

/** What of the Data API's daily quota is left, for all servers together. */
final class Quota {

    private static final String SPENT =
            "The YouTube key's quota of today is spent. It is renewed at midnight in California.";

    private final Bus bus;
    private final int limit;

    /** @param limit units a day */
    Quota(Bus bus, int limit) {
        this.bus = bus;
        this.limit = limit;
    }

    /** Counts a unit before it is used; fails when there is none. */
    Future<Void> spend() {
        return bus.request(BackfillApi.SPEND, new Spending(1, limit))
                .compose(left -> left ? Future.succeededFuture() : Future.failedFuture(spent()));
    }

    /** YouTube says that there is nothing left. */
    Future<ListingException> gone() {
        return bus.request(BackfillApi.SPENT, ListingSource.DATA_API).map(noted -> spent());
    }

    private static ListingException spent() {
        return new ListingException(Kind.QUOTA, SPENT);
    }
}
