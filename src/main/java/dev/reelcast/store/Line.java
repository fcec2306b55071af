package dev.reelcast.store;

import dev.reelcast.bus.QueueStoreApi.Claim;
import dev.reelcast.model.Wire;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Who comes next, as the last whole claim saw it. To find that out is most of what a claim costs, and where jobs take
 * milliseconds the next claim would find the same. Nobody in the line is claimed yet; it is forgotten after a moment, and as soon
 * as something else may have come before it.
 */
final class Line {

    /** Half a second is little to a person, and a hundred claims to jobs that are over at once. */
    static final Duration GOOD_FOR = Duration.ofMillis(500);

    /** So soon after the one before, a claim is one of many. */
    private static final Duration OFTEN = Duration.ofMillis(50);

    private static final int CLAIMS = 40;

    /** @param gate what the job waits for: its stage, and where it fetches something, the host */
    record Place(UUID jobId, String gate) {

        /** Of a claim's first row. */
        static List<Place> of(Row row) {
            UUID[] jobs = row.getArrayOfUUIDs("line_ids");
            String[] gates = row.getArrayOfStrings("line_gates");
            return jobs == null
                    ? List.of()
                    : IntStream.range(0, jobs.length)
                            .mapToObj(i -> new Place(jobs[i], gates[i]))
                            .toList();
        }

        String stage() {
            int space = gate.indexOf(' ');
            return space < 0 ? gate : gate.substring(0, space);
        }
    }

    private final LongSupplier nanos;
    private final Deque<Place> places = new ArrayDeque<>();
    private long asked;
    private long seen;

    /** @param nanos a clock that never goes back */
    Line(LongSupplier nanos) {
        this.nanos = nanos;
        this.asked = nanos.getAsLong() - OFTEN.toNanos();
    }

    /**
     * The first that a server has room for; none when there are not as many as it asks for, for then a whole claim finds
     * more.
     */
    synchronized List<Place> first(Claim claim) {
        if (claim.anew() || nanos.getAsLong() - seen > GOOD_FOR.toNanos()) {
            places.clear();
        }
        if (places.size() < claim.limit()) {
            return List.of();
        }
        Map<String, Integer> room = new HashMap<>();
        claim.stages().forEach((stage, free) -> room.put(Wire.word(stage), free));
        List<Place> first = new ArrayList<>();
        for (Place place : places) {
            if (first.size() == claim.limit() || room.merge(place.stage(), -1, Integer::sum) < 0) {
                break;
            }
            first.add(place);
        }
        if (first.size() < claim.limit()) {
            return List.of();
        }
        first.forEach(place -> places.remove());
        asked = nanos.getAsLong();
        return first;
    }

    /** How many a whole claim should look further than what it takes. */
    synchronized int further(Claim claim) {
        long now = nanos.getAsLong();
        boolean often = now - asked < OFTEN.toNanos();
        asked = now;
        return often && !claim.anew() ? claim.limit() * CLAIMS : 0;
    }

    /** Those who come next, in their order; none where the claim did not look further. */
    synchronized void found(List<Place> next) {
        places.clear();
        places.addAll(next);
        seen = nanos.getAsLong();
    }

    /** Others were faster: what it says is not so any more. */
    synchronized void forget() {
        places.clear();
    }
}
