package dev.reelcast.media;

import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Chooses among a video's captions those that say best what is said in it. */
final class CaptionTrack {

    /** How sites name the automatic captions from which all others are translated by machine. */
    private static final String ORIGINAL = "-orig";

    /** yt-dlp reads a track's name as a pattern, and one word as "all of them". */
    private static final Pattern NAME = Pattern.compile("(?!all$)[A-Za-z][A-Za-z0-9_-]{0,63}");

    private CaptionTrack() {}

    /**
     * The name of a track. One that people wrote comes before one that a machine heard, the wanted language before the
     * video's own; a machine's translation is never chosen while the video's own language is known.
     *
     * @param info from {@code yt-dlp -J}
     * @param own the video's language, null when not known
     * @param wanted null for the video's own language
     */
    static Optional<String> choose(JsonObject info, @Nullable String own, @Nullable String wanted) {
        List<String> written = names(info.getValue("subtitles"));
        List<String> heard = names(info.getValue("automatic_captions"));
        Optional<String> original =
                heard.stream().filter(name -> name.endsWith(ORIGINAL)).findFirst();
        String spoken = own != null
                ? own
                : original.map(name -> name.substring(0, name.length() - ORIGINAL.length()))
                        .orElse(null);
        return in(written, wanted)
                .or(() -> in(written, spoken))
                .or(() -> spoken == null && written.size() == 1 ? Optional.of(written.get(0)) : Optional.empty())
                .or(() -> spoken == null ? in(heard, wanted) : original.or(() -> in(heard, spoken)))
                .or(() -> spoken == null && heard.size() == 1 ? Optional.of(heard.get(0)) : Optional.empty());
    }

    /** Tracks that there are as WebVTT, the plainest names first. */
    private static List<String> names(@Nullable Object tracks) {
        return tracks instanceof JsonObject object
                ? object.getMap().keySet().stream()
                        .filter(name -> NAME.matcher(name).matches())
                        .filter(name -> VideoDescription.objects(object.getValue(name)).stream()
                                .anyMatch(form -> "vtt".equals(form.getValue("ext"))))
                        .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                        .toList()
                : List.of();
    }

    /** The very language, else another form of it: {@code en-GB} for {@code en}, or the other way round. */
    private static Optional<String> in(List<String> names, @Nullable String language) {
        if (language == null) {
            return Optional.empty();
        }
        return names.stream()
                .filter(name -> name.equalsIgnoreCase(language))
                .findFirst()
                .or(() -> names.stream()
                        .filter(name -> base(name).equals(base(language)))
                        .findFirst());
    }

    private static String base(String tag) {
        return tag.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    }
}
