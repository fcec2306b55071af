package dev.reelcast;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** How old each frame was when it was read. */
final class Ages {

    private final long[] nanos;
    private final AtomicInteger count = new AtomicInteger();

    Ages(int most) {
        nanos = new long[most];
    }

    void add(long age) {
        nanos[count.getAndIncrement()] = age;
    }

    int count() {
        return count.get();
    }

    /** @param part 0 to 1 of the frames that were no older; 1 for the oldest */
    double millis(double part) {
        long[] sorted = Arrays.copyOf(nanos, count());
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)] / 1e6;
    }
}
