package dev.reelcast.store;

import dev.reelcast.model.BulkEnding;
import dev.reelcast.model.BulkFigures;
import dev.reelcast.model.BulkJob;
import dev.reelcast.model.NotificationKind;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Tells a bulk job's owner of its end, in the transaction that ends it: each end is told exactly once, whatever dies, and
 * one that is run again and ends again is told again.
 */
final class BulkEnd {

    private BulkEnd() {}

    /**
     * Answers the fact that is for after the commit.
     *
     * @param type {@link BulkFacts#end} of it
     */
    static Future<Committed.Fact> tell(Sql within, BulkJob job, String type) {
        BulkEnding ending = BulkEnding.of(job);
        String page = "/bulk/" + job.id();
        JsonObject links =
                new JsonObject().put("url", page).put("results", "/api/bulk-jobs/" + job.id() + "/results.csv");
        return WebhookStore.tell(within, job.ownerId(), type, data(job), links)
                .compose(told -> NotificationStore.add(
                        within, job.ownerId(), NotificationKind.BULK, ending.title(), ending.sentence(), page));
    }

    private static JsonObject data(BulkJob job) {
        BulkFigures figures = BulkFigures.of(job);
        JsonObject data = new JsonObject()
                .put("bulkJobId", job.id().toString())
                .put("title", job.title())
                .put("status", Wire.word(job.status()))
                .put("counts", Wire.json(figures.counts()));
        if (figures.successRate() != null) {
            data.put("successRate", figures.successRate());
        }
        if (figures.reason() != null) {
            data.put("reason", figures.reason());
        }
        return data;
    }
}
