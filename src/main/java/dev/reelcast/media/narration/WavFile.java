package dev.reelcast.media.narration;

import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sound of a short WAV file: 16 bit PCM in one channel.
 *
 * @param rate samples a second
 * @param bytes little endian
 */
record WavFile(int rate, byte[] bytes) {

    private static final int FORMAT_BYTES = 16;
    private static final short PCM = 1;

    /**
     * Reads a file. Its last chunk may say that it is longer than it is: programs that write into pipes cannot know.
     *
     * @throws MediaException of kind {@link Kind#FAILED} when it is none of that kind
     */
    static WavFile read(Path file) {
        ByteBuffer in;
        try {
            in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new MediaException(Kind.FAILED, "What was spoken could not be read.", e);
        }
        if (in.remaining() < 12 || !word(in).equals("RIFF") || in.getInt() == 0 || !word(in).equals("WAVE")) {
            throw unknown();
        }
        int rate = 0;
        while (in.remaining() >= 8) {
            String chunk = word(in);
            int length = (int) Math.min(in.getInt() & 0xFFFFFFFFL, in.remaining());
            if (chunk.equals("data") && rate > 0) {
                byte[] bytes = new byte[length - length % 2];
                in.get(bytes);
                return new WavFile(rate, bytes);
            }
            if (chunk.equals("fmt ") && length >= FORMAT_BYTES) {
                rate = rate(in);
            }
            in.position(Math.min(in.limit(), in.position() + length + length % 2));
        }
        throw unknown();
    }

    /** As a file of that kind. */
    void write(Path file) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(44 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes.length);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(FORMAT_BYTES);
        out.putShort(PCM)
                .putShort((short) 1)
                .putInt(rate)
                .putInt(2 * rate)
                .putShort((short) 2)
                .putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes.length);
        out.put(bytes);
        Files.write(file, out.array());
    }

    private static int rate(ByteBuffer in) {
        int at = in.position();
        if (in.getShort(at) != PCM || in.getShort(at + 2) != 1 || in.getShort(at + 14) != 16) {
            throw unknown();
        }
        return in.getInt(at + 4);
    }

    private static String word(ByteBuffer in) {
        byte[] letters = new byte[4];
        in.get(letters);
        return new String(letters, StandardCharsets.US_ASCII);
    }

    private static MediaException unknown() {
        return new MediaException(Kind.FAILED, "What was spoken is in a form that is not known.");
    }
}
