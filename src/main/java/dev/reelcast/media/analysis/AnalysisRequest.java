package dev.reelcast.media.analysis;

import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Transcript;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything an analyser is told.
 *
 * @param source what the source says of itself
 * @param speech where people talk; null when there is a text but no recording
 * @param transcript what they say; engine {@code none} when that is not known
 * @param prompt what the agent counts as an episode, in its owner's words; null when it says nothing
 * @param keywords words and phrases an episode is about, possibly none
 * @param minMinutes the least length of an episode that may go out unseen, at least 0
 * @param duration seconds of the recording, 0 when there is none
 */
public record AnalysisRequest(
        SourceInfo source,
        @Nullable Speech speech,
        Transcript transcript,
        @Nullable String prompt,
        List<String> keywords,
        double minMinutes,
        double duration) {

    public AnalysisRequest {
        keywords = List.copyOf(keywords);
        if (!(minMinutes >= 0) || !(duration >= 0) || Double.isInfinite(duration)) {
            throw new IllegalArgumentException("not a length: " + minMinutes + " min of " + duration + " s");
        }
    }
}
