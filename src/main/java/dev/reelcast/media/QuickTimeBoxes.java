package dev.reelcast.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/**
 * Tells whether an mp4 or mov file was cut off, by the lengths of its top-level boxes (ISO/IEC 14496-12 §4.2). ffmpeg
 * plays such a file as far as it goes, or calls it no media when the index at its end is what is missing.
 */
final class QuickTimeBoxes {

    private static final Set<String> FIRST = Set.of("ftyp", "styp", "moov", "mdat", "wide", "free", "skip", "pnot");
    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;
    /** A file of more boxes is fragmented, and then its index stands in front. */
    private static final int MOST_BOXES = 10_000;

    private QuickTimeBoxes() {}

    /** Whether the file is of this kind and ends inside a box, or has no index. */
    static boolean cutOff(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            long at = 0;
            boolean index = false;
            for (int count = 0; count < MOST_BOXES && size - at >= HEADER; count++) {
                ByteBuffer header = ByteBuffer.allocate(LONG_HEADER);
                while (header.hasRemaining() && channel.read(header, at + header.position()) >= 0) {
                    continue;
                }
                header.flip();
                long length = Integer.toUnsignedLong(header.getInt(0));
                String type = new String(header.array(), 4, 4, StandardCharsets.ISO_8859_1);
                if (at == 0 && !FIRST.contains(type)) {
                    return false;
                }
                index |= type.equals("moov");
                if (length == 1 && header.limit() == LONG_HEADER) {
                    length = header.getLong(HEADER);
                }
                if (length == 0) {
                    return !index;
                }
                if (length < HEADER) {
                    break;
                }
                if (length > size - at) {
                    // Only these matter: something unreadable behind them is no loss.
                    return !index || type.equals("mdat") || type.equals("moov") || type.equals("moof");
                }
                at += length;
            }
            return at > 0 && !index;
        }
    }
}
