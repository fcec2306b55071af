package dev.reelcast.store;

import dev.reelcast.model.JobType;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The steps of all pipelines as the arrays that a statement takes them by: it can then start stages of several types. */
final class Steps {

    static final String[] TYPES;
    static final String[] STAGES;
    static final Short[] PERCENTS;
    static final String[] WORDS;
    /** The words as they stand within a sentence. */
    static final String[] INSIDE;

    static {
        List<String> types = new ArrayList<>();
        List<String> stages = new ArrayList<>();
        List<Short> percents = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (JobType type : JobType.values()) {
            for (Pipeline.Step step : Pipeline.of(type).steps()) {
                types.add(Wire.word(type));
                stages.add(Wire.word(step.stage()));
                percents.add((short) step.startPercent());
                words.add(step.words());
            }
        }
        TYPES = types.toArray(String[]::new);
        STAGES = stages.toArray(String[]::new);
        PERCENTS = percents.toArray(Short[]::new);
        WORDS = words.toArray(String[]::new);
        INSIDE = words.stream().map(Steps::inside).toArray(String[]::new);
    }

    private Steps() {}

    private static String inside(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}
