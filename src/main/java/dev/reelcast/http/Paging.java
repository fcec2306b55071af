package dev.reelcast.http;

import io.vertx.core.json.JsonObject;

/**
 * Page and limit of a list, as the contract has them.
 *
 * @param page from 1
 * @param limit rows of a page, 1 to 100
 */
record Paging(int page, int limit) {

    private static final int DEFAULT_LIMIT = 20;
    private static final int DEEPEST = 10_000;

    static Paging of(Call call) {
        Paging paging = new Paging((int) call.number("page", 1), (int) call.number("limit", DEFAULT_LIMIT));
        if (paging.offset() > DEEPEST) {
            throw new Invalid(
                    "page",
                    "Pages end after " + DEEPEST
                            + " rows. To go further, give a cursor where there is one, or filter.");
        }
        return paging;
    }

    int offset() {
        return (page - 1) * limit;
    }

    /** A list's members beside its rows. */
    JsonObject of(long total) {
        return new JsonObject().put("total", total).put("page", page).put("totalPages", (total + limit - 1) / limit);
    }
}
