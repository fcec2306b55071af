package dev.reelcast.bus;

import java.time.Duration;

/**
 * Where one kind of command or query is answered on this node.
 *
 * @param name {@code noun.verb}
 * @param timeout how long a requester waits for the answer
 * @param <Q> the request
 * @param <R> the answer; {@link Void} when there is nothing to say
 */
public record Address<Q, R>(String name, Duration timeout) {

    /** An address that answers within 30 seconds. */
    public Address(String name) {
        this(name, Duration.ofSeconds(30));
    }
}
