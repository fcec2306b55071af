package dev.reelcast.model;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An agent's filters, ready to be asked about any number of videos. */
public final class VideoSieve {

    private static final double MINUTE = 60;

    private final VideoFilters filters;
    private final @Nullable TitlePattern include;
    private final @Nullable TitlePattern exclude;

    /**
     * Why a video is left out.
     *
     * @param sentence for people
     */
    public record LeftOut(VideoRule rule, String sentence) {}

    /** @throws IllegalArgumentException when an expression for titles is none; see {@link TitlePattern#of} */
    public VideoSieve(VideoFilters filters) {
        this.filters = filters;
        this.include = filters.titleInclude() == null ? null : TitlePattern.of(filters.titleInclude());
        this.exclude = filters.titleExclude() == null ? null : TitlePattern.of(filters.titleExclude());
    }

    /** The first rule that leaves a video out, by all that is known of it; empty when it is taken. */
    public Optional<LeftOut> leftOut(VideoTraits video) {
        return byTitle(video).or(() -> byNature(video));
    }

    private Optional<LeftOut> byTitle(VideoTraits video) {
        String title = video.title();
        if (title == null) {
            return Optional.empty();
        }
        if (include != null && !include.isFoundIn(title)) {
            return out(VideoRule.TITLE_INCLUDE, "Its title does not match \"" + filters.titleInclude() + "\".");
        }
        if (exclude != null && exclude.isFoundIn(title)) {
            return out(VideoRule.TITLE_EXCLUDE, "Its title matches \"" + filters.titleExclude() + "\".");
        }
        return Optional.empty();
    }

    /** By what a look at the video itself tells, whatever its title. */
    public Optional<LeftOut> byNature(VideoTraits video) {
        if (Boolean.FALSE.equals(filters.shorts()) && Boolean.TRUE.equals(video.isShort())) {
            return out(VideoRule.SHORT, "It is a short, and shorts are not taken.");
        }
        if (Boolean.FALSE.equals(filters.live()) && Boolean.TRUE.equals(video.isLive())) {
            return out(VideoRule.LIVE, "It is a live stream, and those are not taken.");
        }
        Double seconds = video.durationSeconds();
        Double least = filters.minMinutes();
        Double most = filters.maxMinutes();
        if (seconds != null && least != null && seconds < least * MINUTE) {
            return out(VideoRule.TOO_SHORT, length(seconds) + "; videos are taken from " + minutes(least) + " on.");
        }
        if (seconds != null && most != null && seconds > most * MINUTE) {
            return out(VideoRule.TOO_LONG, length(seconds) + "; videos are taken up to " + minutes(most) + ".");
        }
        return Optional.empty();
    }

    /**
     * Whether a video that a rule left out once would be left out again. What made the rule speak may not be known any more:
     * then it still holds as long as the filter is there.
     */
    public Optional<LeftOut> stillOut(VideoRule rule, VideoTraits video) {
        boolean unmeasured = video.durationSeconds() == null;
        if (unmeasured && rule == VideoRule.TOO_SHORT && filters.minMinutes() != null) {
            return out(rule, "It was too short.");
        }
        if (unmeasured && rule == VideoRule.TOO_LONG && filters.maxMinutes() != null) {
            return out(rule, "It was too long.");
        }
        return leftOut(new VideoTraits(
                video.title(),
                video.durationSeconds(),
                rule == VideoRule.SHORT ? Boolean.TRUE : video.isShort(),
                rule == VideoRule.LIVE ? Boolean.TRUE : video.isLive()));
    }

    private static Optional<LeftOut> out(VideoRule rule, String sentence) {
        return Optional.of(new LeftOut(rule, sentence));
    }

    private static String length(double seconds) {
        long whole = Math.round(seconds);
        return "It is "
                + (whole < 60 ? whole + " s" : whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s"))
                + " long";
    }

    private static String minutes(double minutes) {
        return minutes == Math.rint(minutes)
                ? String.format(Locale.ROOT, "%.0f min", minutes)
                : String.format(Locale.ROOT, "%.1f min", minutes);
    }
}
