package dev.reelcast.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an analyser says of a recording.
 *
 * @param analyser {@code built-in} (extractive, no network) or {@code service}
 * @param model the service's model, null for the built-in analyser
 * @param episode where the episode begins and ends in the source, null for a text without media
 * @param title of the episode
 * @param summary a paragraph; empty when nothing is known of the content
 * @param insights sentences worth quoting, possibly none
 * @param topics key phrases, possibly none
 * @param chapters times in the source, inside the episode
 * @param confidence 0 to 1 that the episode was found rightly
 * @param shouldAutopublish whether it may go out unseen
 * @param reason why, or why not, in one sentence
 */
public record Analysis(
        String analyser,
        @Nullable String model,
        @Nullable Span episode,
        String title,
        String summary,
        List<String> insights,
        List<String> topics,
        List<Chapter> chapters,
        double confidence,
        boolean shouldAutopublish,
        String reason) {

    public Analysis {
        insights = List.copyOf(insights);
        topics = List.copyOf(topics);
        chapters = List.copyOf(chapters);
    }
}
