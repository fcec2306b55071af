package dev.reelcast.media.speechtotext;

import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks at the beginning of a whisper.cpp model. The native loader believes the sizes that stand there, and wild ones end
 * the whole process: so a file is opened by it only when they are those of a speech model.
 */
final class GgmlHeader {

    private static final int MAGIC = 0x67676d6c;
    private static final int BYTES = 12 * Integer.BYTES;

    /** In the order of the file: vocabulary, audio context, state, heads, layers, text context, ..., mels, type. */
    private static final int[] LEAST = {51_000, 1, 64, 1, 1, 1, 64, 1, 1, 40, 0};

    private static final int[] MOST = {53_000, 3_000, 4_096, 64, 64, 4_096, 4_096, 64, 64, 256, 4_096};

    private GgmlHeader() {}

    /** @throws MediaException {@link Kind#TOOL_MISSING} when the file is no such model */
    static void check(Path model) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(model)) {
            bytes = in.readNBytes(BYTES);
        } catch (IOException e) {
            throw new MediaException(Kind.TOOL_MISSING, "The whisper.cpp model cannot be read.", e);
        }
        if (bytes.length < BYTES || !plausible(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN))) {
            throw new MediaException(Kind.TOOL_MISSING, "The file of the whisper.cpp model is no ggml speech model.");
        }
    }

    private static boolean plausible(ByteBuffer header) {
        boolean plausible = header.getInt() == MAGIC;
        for (int i = 0; i < LEAST.length; i++) {
            int value = header.getInt();
            plausible &= value >= LEAST[i] && value <= MOST[i];
        }
        return plausible;
    }
}
