package dev.reelcast.http;

import io.vertx.core.Future;

/** Answers one operation of the contract. */
@FunctionalInterface
interface Endpoint {

    /** The answer, or a {@link dev.reelcast.bus.Failure}. */
    Future<Answer> answer(Call call);
}
