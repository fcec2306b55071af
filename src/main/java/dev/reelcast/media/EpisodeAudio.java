package dev.reelcast.media;

import dev.reelcast.model.Chapter;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an episode's audio is to be made of.
 *
 * @param source the recording
 * @param span the chosen part of it, null for all
 * @param intro sound before it, null for none
 * @param outro sound after it, null for none
 * @param format how it is encoded
 * @param loudness of each part, LUFS, -70 to -5 (EBU R 128); -16 is usual for podcasts
 * @param crossfade seconds over which two parts fade into one another, at least 0; shortened where a part is short
 * @param tags as {@code title}, {@code artist}, {@code album}, {@code date}, {@code comment}; names of letters, digits
 *     and underscores
 * @param chapters in order, times from the beginning of the chosen part
 * @param cover a picture, null for none; left out of opus files
 */
public record EpisodeAudio(
        Path source,
        @Nullable Span span,
        @Nullable Path intro,
        @Nullable Path outro,
        OutputFormat format,
        double loudness,
        double crossfade,
        Map<String, String> tags,
        List<Chapter> chapters,
        @Nullable Path cover) {

    public EpisodeAudio {
        if (!(loudness >= -70 && loudness <= -5) || !(crossfade >= 0)) {
            throw new IllegalArgumentException("loudness " + loudness + ", crossfade " + crossfade);
        }
        tags = Map.copyOf(tags);
        chapters = List.copyOf(chapters);
    }

    /**
     * What came of it.
     *
     * @param duration seconds, with intro and outro
     * @param bytes length of the file
     * @param loudnessIn of the chosen part as it was, LUFS; -70 for silence
     * @param loudnessOut of the whole as it is encoded, LUFS; -70 for silence
     * @param contentOffset seconds after which the chosen part begins, while the intro still fades: what to add to the
     *     times of chapters and transcript
     */
    public record Result(double duration, long bytes, double loudnessIn, double loudnessOut, double contentOffset) {}
}
