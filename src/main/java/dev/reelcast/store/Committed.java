package dev.reelcast.store;

import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.model.LogLine;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change that is in the tables for good, with what is to be told of it.
 *
 * @param value the answer to whoever asked for it; null where the address says so
 * @param events as they were stored, in order
 * @param lines for the jobs' logs
 * @param facts for other verticles and nodes
 */
record Committed<T>(@Nullable T value, List<StoredEvent> events, List<LogLine> lines, List<Fact> facts) {

    /**
     * @param address one of {@link dev.reelcast.bus.Facts}
     * @param body what is published there
     */
    record Fact(String address, JsonObject body) {}

    Committed {
        events = List.copyOf(events);
        lines = List.copyOf(lines);
        facts = List.copyOf(facts);
    }

    static <T> Committed<T> of(@Nullable T value, List<StoredEvent> events) {
        return new Committed<>(value, events, List.of(), List.of());
    }

    Committed<T> with(LogLine line) {
        return new Committed<>(value, events, List.of(line), facts);
    }

    Committed<T> with(List<Fact> more) {
        return new Committed<>(value, events, lines, more);
    }
}
