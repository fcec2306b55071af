package dev.reelcast.net;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;

/** Connecting to one of the addresses that were checked. */
final class Reach {

    private Reach() {}

    /** The connection to the first address that can be reached, or the failure of the last. */
    static <T> Future<T> first(List<InetAddress> addresses, Function<InetAddress, Future<T>> connect) {
        Future<T> attempt = connect.apply(addresses.get(0));
        return addresses.size() == 1
                ? attempt
                : attempt.recover(unreachable -> first(addresses.subList(1, addresses.size()), connect));
    }
}
