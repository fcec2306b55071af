package dev.reelcast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private final Timeline timeline = new Timeline(new Span(100, 200), 7);

    @Test
    void placesMoveByTheCutAndTheIntro() {
        assertThat(timeline.at(100)).isEqualTo(7);
        assertThat(timeline.at(150)).isEqualTo(57);
        assertThat(timeline.at(10)).isEqualTo(7);
        assertThat(timeline.at(999)).isEqualTo(107);
    }

    @Test
    void chapterThatGoesOnIntoTheSpanBeginsWithIt() {
        List<Chapter> chapters = timeline.chapters(List.of(
                new Chapter(0, "Songs"),
                new Chapter(90, "Sermon"),
                new Chapter(150, "Prayer"),
                new Chapter(300, "Coffee")));

        assertThat(chapters)
                .containsExactly(new Chapter(0, "Introduction"), new Chapter(7, "Sermon"), new Chapter(57, "Prayer"));
    }

    @Test
    void withoutAnIntroTheFirstChapterIsAtTheStart() {
        assertThat(new Timeline(new Span(100, 200), 0).chapters(List.of(new Chapter(100, "Sermon"))))
                .containsExactly(new Chapter(0, "Sermon"));
        assertThat(timeline.chapters(List.of())).isEmpty();
    }

    @Test
    void transcriptKeepsWhatIsSaidInTheSpan() {
        Transcript transcript = new Transcript(
                "captions",
                "en",
                false,
                null,
                List.of(
                        new Transcript.Segment(10, 20, "before"),
                        new Transcript.Segment(95, 105, "across"),
                        new Transcript.Segment(-1, -1, "some time"),
                        new Transcript.Segment(250, 260, "after")));

        assertThat(timeline.transcript(transcript).segments())
                .containsExactly(new Transcript.Segment(7, 12, "across"), new Transcript.Segment(-1, -1, "some time"));
    }
}
