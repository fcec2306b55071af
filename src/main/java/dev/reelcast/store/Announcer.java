package dev.reelcast.store;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.ProgressApi;
import io.vertx.core.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells of changes once they are committed. */
final class Announcer {

    private final Bus bus;

    Announcer(Bus bus) {
        this.bus = bus;
    }

    /** A handler that answers a change's value after it has announced the rest. */
    <Q, T> Function<Q, Future<T>> after(Function<Q, Future<Committed<T>>> change) {
        return request -> change.apply(request).map(this::announce);
    }

    private <T> @Nullable T announce(Committed<T> committed) {
        if (!committed.events().isEmpty()) {
            bus.tell(ProgressApi.PUBLISH, committed.events());
        }
        committed.lines().forEach(line -> bus.tell(ProgressApi.LOG, line));
        committed.facts().forEach(fact -> bus.publish(fact.address(), fact.body()));
        return committed.value();
    }
}
