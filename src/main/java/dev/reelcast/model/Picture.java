package dev.reelcast.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a picture's own bytes say of it, without decoding it.
 *
 * @param type its media type: {@code image/jpeg} or {@code image/png}
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param colour how its pixels are coloured
 */
public record Picture(String type, int width, int height, Colour colour) {

    private static final int PNG_HEADER = 26;

    /** How pixels are coloured. */
    public enum Colour {
        RGB,
        RGB_WITH_TRANSPARENCY,
        GREY,
        /** For printers: browsers and directories show it in wrong colours or not at all. */
        CMYK
    }

    /** The picture in a file's bytes, empty when it is neither JPEG nor PNG, or cut off before it says its size. */
    public static Optional<Picture> read(byte[] file) {
        if (file.length > PNG_HEADER && at(file, 0) == 0x89 && at(file, 1) == 'P' && at(file, 2) == 'N') {
            return png(file);
        }
        return file.length > 4 && word(file, 0) == 0xffd8 ? jpeg(file) : Optional.empty();
    }

    /** The first chunk is IHDR: width, height, depth and type of colour (PNG, third edition, §11.2.1). */
    private static Optional<Picture> png(byte[] file) {
        Colour colour =
                switch (at(file, 25)) {
                    case 0, 4 -> Colour.GREY;
                    case 6 -> Colour.RGB_WITH_TRANSPARENCY;
                    default -> Colour.RGB;
                };
        return sized("image/png", number(file, 16), number(file, 20), colour);
    }

    /** The frame's header (SOF, ITU-T T.81 §B.2.2) comes after any number of other segments. */
    private static Optional<Picture> jpeg(byte[] file) {
        OptionalInt frame = frame(file);
        if (frame.isEmpty() || frame.getAsInt() + 10 > file.length) {
            return Optional.empty();
        }
        int start = frame.getAsInt();
        Colour colour =
                switch (at(file, start + 9)) {
                    case 1 -> Colour.GREY;
                    case 4 -> Colour.CMYK;
                    default -> Colour.RGB;
                };
        return sized("image/jpeg", word(file, start + 7), word(file, start + 5), colour);
    }

    private static OptionalInt frame(byte[] file) {
        int at = 2;
        while (at + 4 <= file.length && at(file, at) == 0xff) {
            int marker = at(file, at + 1);
            boolean tables = marker == 0xc4 || marker == 0xc8 || marker == 0xcc;
            if (marker >= 0xc0 && marker <= 0xcf && !tables) {
                return OptionalInt.of(at);
            }
            // Fill bytes may stand before a marker.
            at += marker == 0xff ? 1 : 2 + word(file, at + 2);
        }
        return OptionalInt.empty();
    }

    private static Optional<Picture> sized(String type, int width, int height, Colour colour) {
        return width > 0 && height > 0 ? Optional.of(new Picture(type, width, height, colour)) : Optional.empty();
    }

    private static int at(byte[] file, int index) {
        return file[index] & 0xff;
    }

    private static int word(byte[] file, int index) {
        return at(file, index) << 8 | at(file, index + 1);
    }

    private static int number(byte[] file, int index) {
        return word(file, index) << 16 | word(file, index + 2);
    }
}
