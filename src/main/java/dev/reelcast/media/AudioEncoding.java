package dev.reelcast.media;

import dev.reelcast.model.OutputFormat;
import java.util.List;

/**
 * The encoder's settings for a format.
 *
 * @param format of the file
 * @param stereo whether there are two channels, else one
 */
record AudioEncoding(OutputFormat format, boolean stereo) {

    /** Opus knows no 44.1 kHz. */
    private int rate() {
        return format == OutputFormat.OPUS ? 48_000 : 44_100;
    }

    /** Filters that give any sound the form that is encoded; gaps in its own times become silence. */
    String conform() {
        return "aresample=" + rate() + ":async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts="
                + (stereo ? "stereo" : "mono");
    }

    /** Encoder and container. */
    List<String> options() {
        return switch (format) {
            case MP3 ->
                List.of("-c:a", "libmp3lame", "-b:a", stereo ? "128k" : "96k", "-id3v2_version", "3", "-f", "mp3");
            case M4A ->
                List.of("-c:a", "aac", "-b:a", stereo ? "128k" : "80k", "-movflags", "+faststart", "-f", "ipod");
            case OPUS -> List.of("-c:a", "libopus", "-b:a", stereo ? "96k" : "48k", "-f", "opus");
        };
    }

    /** Whether a picture can stand in the file. */
    boolean takesCover() {
        return format != OutputFormat.OPUS;
    }
}
