package dev.reelcast.publish;

import dev.reelcast.bus.PublishApi.Finding;
import dev.reelcast.bus.PublishApi.Level;
import dev.reelcast.bus.PublishApi.Named;
import dev.reelcast.model.Episode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what directories would say. What is said of several episodes is one finding. */
final class Findings {

    static final String APPLE = "Apple Podcasts";
    static final String SPOTIFY = "Spotify";
    static final String INDEX = "Podcast Index";
    static final List<String> ALL = List.of(APPLE, SPOTIFY, INDEX);

    private static final int NAMED = 5;

    private final Map<String, Finding> found = new LinkedHashMap<>();

    /** Something about the feed itself. */
    void say(Level level, String code, List<String> directories, String message, String fix) {
        found.put(code, new Finding(level, code, directories, message, fix, 0, List.of()));
    }

    /** Something about an episode. */
    void say(Episode episode, Level level, String code, List<String> directories, String message, String fix) {
        Finding before = found.get(code);
        List<Named> named = new ArrayList<>(before == null ? List.of() : before.episodes());
        if (named.size() < NAMED) {
            named.add(new Named(episode.id(), episode.title()));
        }
        int count = before == null ? 1 : before.count() + 1;
        found.put(code, new Finding(level, code, directories, message, fix, count, named));
    }

    /** All of it, the gravest first. */
    List<Finding> sorted() {
        return found.values().stream()
                .sorted(Comparator.comparing(Finding::level))
                .toList();
    }
}
