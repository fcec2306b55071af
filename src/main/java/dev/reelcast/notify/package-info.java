/**
 * Calls people's webhooks. Answers {@link dev.reelcast.bus.WebhookApi}; what is to be told stands in the store, put there by
 * the transaction in which it happened.
 *
 * <p>Invariants: a call never leads inside the network, and follows no redirect; it is signed as Standard Webhooks 1.0 says,
 * and every attempt at it has the same id and the same body; one webhook is called once at a time, by one server; what
 * fails is tried again for a day, and a receiver that says that it is gone is called no more.
 */
@NullMarked
package dev.reelcast.notify;

import org.jspecify.annotations.NullMarked;
