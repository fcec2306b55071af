package dev.reelcast.model;

import java.util.Locale;
import java.util.Optional;

/**
 * What Apple Podcasts asks of a podcast's artwork, and other directories with it: JPEG or PNG, square, 1,400 to 3,000
 * pixels, RGB ("A Podcaster's Guide to RSS", {@code <itunes:image>}).
 */
public final class ArtworkRule {

    /** Pixels of each side. */
    public static final int LEAST = 1_400;

    /** Pixels of each side. */
    public static final int MOST = 3_000;

    private ArtworkRule() {}

    /** Why a picture cannot be artwork, in one sentence; empty when it can. */
    public static Optional<String> broken(Picture picture) {
        String size = String.format(Locale.ROOT, "%,d × %,d", picture.width(), picture.height());
        if (picture.width() != picture.height()) {
            return Optional.of("The picture is not square: it has " + size + " pixels.");
        }
        if (picture.width() < LEAST || picture.width() > MOST) {
            return Optional.of(
                    "The picture has " + size + " pixels; podcast directories take 1,400 to 3,000 on each side.");
        }
        return switch (picture.colour()) {
            case RGB, RGB_WITH_TRANSPARENCY -> Optional.empty();
            case GREY -> Optional.of("The picture is grey only; podcast directories take RGB.");
            case CMYK -> Optional.of("The picture has a printer's colours (CMYK); podcast directories take RGB.");
        };
    }
}
