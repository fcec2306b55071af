package dev.reelcast.media.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.CancelledException;
import dev.reelcast.media.MediaException;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Transcript.Segment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BuiltInAnalyserTest {

    private static final Transcript NO_TRANSCRIPT = Transcript.none("Nothing is configured.");

    @Test
    void takesTheLongestBlockOfSpeechForTheEpisode() {
        Speech speech = Talks.speech(3600, new Span(60, 400), new Span(700, 2500), new Span(2900, 3300));

        Analysis analysis = analyse("Sunday service.mp4", speech, NO_TRANSCRIPT, List.of(), 20);

        assertThat(analysis.analyser()).isEqualTo("built-in");
        assertThat(analysis.episode()).isEqualTo(new Span(699.5, 2500.5));
        assertThat(analysis.title()).isEqualTo("Sunday service");
        assertThat(analysis.shouldAutopublish()).isTrue();
        assertThat(analysis.summary()).isEmpty();
        assertThat(analysis.chapters()).isEmpty();
        assertThat(analysis.reason())
                .isEqualTo("The episode lasts 30 min 1 s, at least the 20 min that are asked for;"
                        + " there is no transcript, so nothing is known of what is said.");
    }

    @Test
    void joinsOverAPauseThatIsShortForTheTalk() {
        Speech prayer = Talks.speech(3000, new Span(100, 1000), new Span(1040, 2000), new Span(2200, 2300));

        assertThat(analyse("x y", prayer, NO_TRANSCRIPT, List.of(), 0).episode())
                .isEqualTo(new Span(99.5, 2000.5));
    }

    @Test
    void findsTheLongestUtteranceOfAShortRecording() {
        Speech fixture = new Speech(
                45.938, List.of(new Span(9, 15.582), new Span(23.582, 29.909), new Span(38.909, 43.938)), 0.4, "test");

        Analysis analysis = analyse(null, fixture, NO_TRANSCRIPT, List.of(), 0.2);

        assertThat(analysis.episode()).isEqualTo(new Span(8.5, 16.08));
        assertThat(analysis.shouldAutopublish()).isFalse();
        assertThat(analysis.reason()).startsWith("The episode lasts 7.5 s, less than the 12 s that are asked for");
        assertThat(analysis.title()).isEqualTo("Untitled");
    }

    @Test
    void letsKeywordsOutweighLength() {
        Speech speech = Talks.speech(3600, new Span(0, 1500), new Span(1800, 2800));
        List<Segment> segments = new ArrayList<>(Talks.about(Talks.BREAD, 0, 1500, 6));
        segments.addAll(Talks.about(Talks.STARS, 1800, 2800, 6));
        Transcript transcript = Talks.transcript("en", segments);

        Analysis byLength = analyse("Two talks", speech, transcript, List.of(), 0);
        Analysis byKeyword = analyse("Two talks", speech, transcript, List.of("Telescopes", "black holes"), 0);

        assertThat(byLength.episode()).isEqualTo(new Span(0, 1500.5));
        assertThat(byKeyword.episode()).isEqualTo(new Span(1799.5, 2800.5));
        assertThat(byKeyword.reason()).contains("the keywords chose it over a longer stretch of speech");
        assertThat(byKeyword.summary()).doesNotContain("dough");
    }

    @Test
    void saysPlainlyThatNobodyTalks() {
        Speech music = new Speech(600, List.of(), 0, "test");

        assertThatThrownBy(() -> analyse("Organ", music, NO_TRANSCRIPT, List.of(), 0))
                .hasMessage("No speech was found in this recording.")
                .isInstanceOfSatisfying(MediaException.class, e -> {
                    assertThat(e.kind()).isEqualTo(MediaException.Kind.NO_SPEECH);
                    assertThat(e.kind().permanent()).isTrue();
                });
    }

    @Test
    void turnsChaptersWhereTheSubjectTurns() {
        List<Segment> segments = new ArrayList<>(Talks.about(Talks.BREAD, 10, 610, 6));
        segments.addAll(Talks.about(Talks.STARS, 610, 1210, 6));
        segments.addAll(Talks.about(Talks.BOATS, 1210, 1810, 6));
        Speech speech = Talks.speech(1820, new Span(10, 1810));

        Analysis analysis = analyse("Three things", speech, Talks.transcript("en", segments), List.of(), 5);

        assertThat(analysis.chapters()).hasSize(3);
        assertThat(analysis.chapters().get(0).start()).isEqualTo(9.5);
        assertThat(analysis.chapters().get(1).start()).isCloseTo(610, within(45.0));
        assertThat(analysis.chapters().get(2).start()).isCloseTo(1210, within(45.0));
        assertThat(analysis.chapters()).extracting(Chapter::title).doesNotHaveDuplicates();
        assertThat(List.of(Talks.BREAD, Talks.STARS, Talks.BOATS))
                .zipSatisfy(
                        analysis.chapters(),
                        (subject, chapter) -> assertThat(subject)
                                .anyMatch(word ->
                                        chapter.title().toLowerCase(Locale.ROOT).contains(word)));
    }

    @Test
    void makesNoChaptersWhereTheSubjectStays() {
        Speech speech = Talks.speech(1800, new Span(0, 1800));
        Transcript transcript = Talks.transcript("en", Talks.about(Talks.BOATS, 0, 1800, 6));

        assertThat(analyse("Boats", speech, transcript, List.of(), 5).chapters())
                .hasSizeLessThan(4);
    }

    @Test
    void quotesTheTextInItsSummaryAndInsights() {
        List<Segment> segments = Talks.about(Talks.STARS, 0, 600, 6);
        Speech speech = Talks.speech(600, new Span(0, 600));

        Analysis analysis = analyse("rec_20260101.wav", speech, Talks.transcript(null, segments), List.of(), 5);

        List<String> sentences = segments.stream().map(Segment::text).toList();
        assertThat(analysis.insights()).hasSizeBetween(3, 5).isSubsetOf(sentences);
        assertThat(sentences).filteredOn(analysis.summary()::contains).hasSizeBetween(2, 4);
        assertThat(analysis.topics()).hasSizeBetween(3, 8);
        assertThat(analysis.topics()).containsAnyElementsOf(Talks.STARS);
        assertThat(analysis.title()).isEqualTo(Titles.capital(analysis.topics().get(0)));
        assertThat(analysis.confidence()).isBetween(0.8, 0.95);
    }

    @Test
    void trustsItselfLessWithoutATranscriptOrWithManyBlocks() {
        Speech one = Talks.speech(1200, new Span(0, 1200));
        Speech many = Talks.speech(1200, new Span(0, 300), new Span(400, 700), new Span(800, 1150));
        Transcript transcript = Talks.transcript("en", Talks.about(Talks.BOATS, 0, 1200, 6));

        double best = analyse("a b", one, transcript, List.of(), 5).confidence();
        assertThat(analyse("a b", one, NO_TRANSCRIPT, List.of(), 5).confidence())
                .isLessThan(best);
        assertThat(analyse("a b", many, transcript, List.of(), 5).confidence()).isLessThan(best);
    }

    @Test
    void summarisesATextAlone() {
        List<Segment> segments = Talks.about(Talks.BREAD, 0, 300, 6).stream()
                .map(segment -> new Segment(-1, -1, segment.text()))
                .toList();

        Analysis analysis = new BuiltInAnalyser()
                .analyse(
                        new AnalysisRequest(
                                Talks.titled(null), null, Talks.transcript("en", segments), null, List.of(), 10, 0),
                        new Cancellation(),
                        done -> {});

        assertThat(analysis.episode()).isNull();
        assertThat(analysis.summary()).isNotEmpty();
        assertThat(analysis.insights()).isNotEmpty();
        assertThat(analysis.shouldAutopublish()).isFalse();
        assertThat(analysis.chapters()).isEmpty();
    }

    @Test
    void summarisesOtherLanguagesAndTextWithoutPunctuation() {
        String german = "Der Bäcker knetet den Sauerteig am Morgen. Danach ruht der Sauerteig im Gärkorb. Der Ofen"
                + " wird auf hohe Temperatur gebracht. Das Roggenbrot kommt mit Dampf in den Ofen. Nach einer"
                + " Stunde ist das Roggenbrot fertig. Die Kruste vom Roggenbrot knackt beim Abkühlen.";
        Analysis punctuated = text("de", List.of(new Segment(-1, -1, german)));
        assertThat(punctuated.summary()).isNotEmpty();
        assertThat(punctuated.topics()).anyMatch(topic -> topic.contains("Roggenbrot"));

        List<Segment> captions = Talks.about(Talks.STARS, 0, 300, 6).stream()
                .map(segment -> new Segment(
                        segment.start(),
                        segment.end(),
                        segment.text().toLowerCase(Locale.ROOT).replaceAll("[.,]", "")))
                .toList();
        assertThat(text("en", captions).summary()).endsWith("…").matches("[A-Z].*");
    }

    @Test
    void analysesThreeHoursOfTalkInSeconds() {
        List<Segment> segments = new ArrayList<>();
        for (int part = 0; part < 9; part++) {
            segments.addAll(Talks.about(
                    List.of(Talks.BREAD, Talks.STARS, Talks.BOATS).get(part % 3),
                    part * 1200,
                    part * 1200 + 1200,
                    4.5));
        }
        int words = segments.stream()
                .mapToInt(segment -> segment.text().split(" ").length)
                .sum();
        assertThat(words).isGreaterThan(30_000);
        Speech speech = Talks.speech(10_800, new Span(0, 10_800));
        analyse("Warm up", speech, Talks.transcript("en", segments.subList(0, 200)), List.of(), 5);

        // Of this thread alone: a busy machine must not fail the test.
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long begin = clock.getCurrentThreadCpuTime();
        Analysis analysis = analyse("Long talk", speech, Talks.transcript("en", segments), List.of("keel"), 5);

        assertThat(Duration.ofNanos(clock.getCurrentThreadCpuTime() - begin)).isLessThan(Duration.ofSeconds(3));
        assertThat(analysis.chapters()).hasSizeBetween(9, 20);
        for (int i = 1; i < analysis.chapters().size(); i++) {
            assertThat(analysis.chapters().get(i).start()
                            - analysis.chapters().get(i - 1).start())
                    .isGreaterThanOrEqualTo(120);
        }
    }

    @Test
    void stopsWhenCancelled() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        AnalysisRequest request = new AnalysisRequest(Talks.titled("x"), null, NO_TRANSCRIPT, null, List.of(), 0, 0);

        assertThatThrownBy(() -> new BuiltInAnalyser().analyse(request, cancellation, done -> {}))
                .isInstanceOf(CancelledException.class);
    }

    private static Analysis text(String language, List<Segment> segments) {
        return new BuiltInAnalyser()
                .analyse(
                        new AnalysisRequest(
                                Talks.titled(null), null, Talks.transcript(language, segments), null, List.of(), 0, 0),
                        new Cancellation(),
                        done -> {});
    }

    private static Analysis analyse(
            @Nullable String title, Speech speech, Transcript transcript, List<String> keywords, double minMinutes) {
        AnalysisRequest request = new AnalysisRequest(
                Talks.titled(title), speech, transcript, "the sermon", keywords, minMinutes, speech.duration());
        return new BuiltInAnalyser().analyse(request, new Cancellation(), done -> {});
    }
}
