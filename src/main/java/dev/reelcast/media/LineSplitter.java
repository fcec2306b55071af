package dev.reelcast.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts a program's output into lines as it comes. A carriage return ends a line too, since progress is often redrawn
 * that way; empty lines are passed over; what exceeds the longest line is dropped, so that output without an end takes
 * no memory.
 */
final class LineSplitter {

    private static final int LONGEST = 8 * 1024;

    private LineSplitter() {}

    /** Reads to the end. */
    static void read(InputStream in, Consumer<String> line) throws IOException {
        byte[] buffer = new byte[8 * 1024];
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            int from = 0;
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n' || buffer[i] == '\r') {
                    append(pending, buffer, from, i);
                    from = i + 1;
                    emit(pending, line);
                }
            }
            append(pending, buffer, from, count);
        }
        emit(pending, line);
    }

    private static void append(ByteArrayOutputStream pending, byte[] buffer, int from, int to) {
        pending.write(buffer, from, Math.min(to - from, LONGEST - pending.size()));
    }

    private static void emit(ByteArrayOutputStream pending, Consumer<String> line) {
        if (pending.size() > 0) {
            String text = pending.toString(StandardCharsets.UTF_8);
            pending.reset();
            line.accept(text);
        }
    }
}
