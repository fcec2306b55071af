package dev.reelcast.media;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of a text that may be without end. Thread-safe. */
final class Tail {

    private final int capacity;
    private final Deque<String> lines = new ArrayDeque<>();
    private int size;

    /** @param capacity bytes of UTF-8 to keep at most */
    Tail(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(String line) {
        lines.addLast(line);
        size += bytes(line);
        while (size > capacity) {
            size -= bytes(lines.removeFirst());
        }
    }

    synchronized String text() {
        return String.join("\n", lines);
    }

    private static int bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
