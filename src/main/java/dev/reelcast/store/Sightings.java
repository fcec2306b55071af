package dev.reelcast.store;

import dev.reelcast.bus.VideoStoreApi.Found;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What sources say, as it may stand in a table. */
final class Sightings {

    private static final Pattern VIDEO_ID = Pattern.compile("[A-Za-z0-9_-]{11}");
    private static final int LONGEST_TITLE = 500;
    private static final double LONGEST_SECONDS = 1e7;

    private Sightings() {}

    /** Each video once, in the order in which they came; of two accounts of one video the later changed one counts. */
    static Map<String, Found> readable(List<Found> videos) {
        Map<String, Found> byId = new LinkedHashMap<>();
        for (Found video : videos) {
            if (VIDEO_ID.matcher(video.videoId()).matches()) {
                byId.merge(video.videoId(), clean(video), Sightings::later);
            }
        }
        return byId;
    }

    static List<String> ids(Collection<String> ids) {
        return ids.stream().filter(id -> VIDEO_ID.matcher(id).matches()).toList();
    }

    private static Found later(Found one, Found other) {
        return one.updatedAt() != null
                        && (other.updatedAt() == null || one.updatedAt().isAfter(other.updatedAt()))
                ? one
                : other;
    }

    private static Found clean(Found video) {
        Double seconds = video.durationSeconds();
        return new Found(
                video.videoId(),
                title(video.title()),
                video.publishedAt(),
                video.updatedAt(),
                seconds != null && seconds >= 0 && seconds <= LONGEST_SECONDS ? seconds : null,
                video.isShort(),
                video.broadcast());
    }

    /** Half a surrogate pair is no character, and would come out of the database as another title than went in. */
    private static String title(String given) {
        StringBuilder title = new StringBuilder();
        given.strip()
                .codePoints()
                .limit(LONGEST_TITLE)
                .map(point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                        ? 0xFFFD
                        : point)
                .forEach(title::appendCodePoint);
        return title.toString();
    }
}
