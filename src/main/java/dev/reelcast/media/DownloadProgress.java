package dev.reelcast.media;

import dev.reelcast.media.MediaException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what yt-dlp writes while it downloads, and keeps it within the limit. For one download; not thread-safe. */
final class DownloadProgress {

    private static final String MARK = "reelcast-progress";

    /** The form in which yt-dlp is to report. */
    static final String TEMPLATE = "download:" + MARK
            + " %(progress.status)s %(progress.downloaded_bytes)s %(progress.total_bytes)s"
            + " %(progress.total_bytes_estimate)s %(progress.speed)s";

    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    /** Bytes of each file that makes up the media, in their order; null when not known. */
    private final @Nullable Long[] sizes;

    private final long maxBytes;
    private final YtDlp.Progress progress;
    private int part;
    private double before;
    private double fraction;
    private long told = System.nanoTime() - PAUSE;
    private boolean tooLarge;
    private int missingPieces;

    /**
     * @param sizes bytes of each file that makes up the media, null when not known; at least one
     * @param maxBytes of all files together
     */
    DownloadProgress(List<@Nullable Long> sizes, long maxBytes, YtDlp.Progress progress) {
        this.sizes = sizes.toArray(new @Nullable Long[0]);
        this.maxBytes = maxBytes;
        this.progress = progress;
    }

    /**
     * Takes one line of standard output.
     *
     * @throws MediaException of kind {@link Kind#TOO_LARGE} when more than allowed has come
     */
    void line(String line) {
        String[] words = line.trim().split(" ", -1);
        if (words.length == 6 && words[0].equals(MARK)) {
            double bytes = number(words[2]);
            double total = Math.max(number(words[3]), number(words[4]));
            report(words[1].equals("finished"), bytes, total, number(words[5]));
        } else if (line.contains("larger than max-filesize")) {
            tooLarge = true;
        } else if (line.contains("Skipping fragment")) {
            missingPieces++;
        }
    }

    /** Whether yt-dlp left the download out for its size, which it does without calling it an error. */
    boolean tooLarge() {
        return tooLarge;
    }

    /** Pieces of a stream that the server did not have; the media has gaps there. */
    int missingPieces() {
        return missingPieces;
    }

    MediaException largerThanAllowed() {
        return new MediaException(Kind.TOO_LARGE, "The download is larger than " + size(maxBytes) + ".");
    }

    private void report(boolean finished, double bytes, double total, double speed) {
        if (before + bytes > maxBytes) {
            throw largerThanAllowed();
        }
        if (total >= bytes && total > 0 && part < sizes.length) {
            sizes[part] = (long) total;
        }
        fraction = Math.max(fraction, Math.min(1, fractionAt(bytes, total)));
        String message = message(before + bytes, speed);
        if (finished) {
            before += bytes;
            part++;
        }
        if (finished || System.nanoTime() - told >= PAUSE) {
            told = System.nanoTime();
            progress.at(fraction, message);
        }
    }

    private double fractionAt(double bytes, double total) {
        double all = expected();
        if (all > 0) {
            return (before + bytes) / all;
        }
        return (part + (total > 0 ? bytes / total : 0)) / sizes.length;
    }

    private String message(double bytes, double speed) {
        double all = expected();
        String of = all >= bytes && all > 0 ? " of " + size(all) : "";
        return size(bytes) + of + (speed > 0 ? ", " + size(speed) + "/s" : "");
    }

    /** Bytes of all files, 0 when one is not known. */
    private double expected() {
        double sum = 0;
        for (Long size : sizes) {
            if (size == null) {
                return 0;
            }
            sum += size;
        }
        return sum;
    }

    /** As {@code 2.1 MB}: in steps of thousand, with a decimal only where it says something. */
    static String size(double bytes) {
        if (bytes < 1000) {
            return Math.round(bytes) + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.5 && unit < 3) {
            value /= 1000;
            unit++;
        }
        String format = value < 9.95 && unit > 0 ? "%.1f %s" : "%.0f %s";
        return String.format(
                Locale.ROOT, format, value, List.of("kB", "MB", "GB", "TB").get(unit));
    }

    private static double number(String word) {
        try {
            double value = Double.parseDouble(word);
            return value >= 0 && value < Double.MAX_VALUE ? value : 0;
        } catch (NumberFormatException e) {
            // yt-dlp writes NA for what it does not know.
            return 0;
        }
    }
}
