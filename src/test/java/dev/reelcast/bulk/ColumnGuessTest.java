package dev.reelcast.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkField;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnGuessTest {

    private static final String PROSE =
            "In the morning the fishermen mend their nets, and the harbour smells of tar and of yesterday's catch.";

    private static List<String> guess(List<String> names, List<List<String>> rows, Map<String, BulkField> mapping) {
        return ColumnGuess.of(names, rows, mapping).stream()
                .map(BulkColumn::field)
                .toList();
    }

    private static List<String> guess(String... names) {
        return guess(List.of(names), List.of(), Map.of());
    }

    private static Failure refused(List<String> names, Map<String, BulkField> mapping) {
        return catchThrowableOfType(Failure.class, () -> ColumnGuess.of(names, List.of(), mapping));
    }

    @ParameterizedTest
    @CsvSource({
        "url, video",
        "Link, video",
        "VIDEO ID, video",
        "video_id, video",
        "Video-URL, video",
        "YouTube, video",
        "' text ', text",
        "Script, text",
        "body, text",
        "Story:, text",
        "Narration, text"
    })
    void aColumnIsKnownByManyNames(String name, String field) {
        assertThat(guess(name)).containsExactly(field);
    }

    @Test
    void whatTextsAreMadeWithIsKnownByManyNames() {
        assertThat(guess("text", "Headline", "Voice", "Template", "Image URL", "Background video", "Notes"))
                .containsExactly("text", "title", "voice", "template", "imageUrl", "backgroundVideoUrl", "ignore");
        assertThat(guess("text", "name", "picture", "background"))
                .containsExactly("text", "title", "imageUrl", "backgroundVideoUrl");
    }

    @Test
    void theFirstColumnOfAFieldWins() {
        assertThat(guess("link", "url", "title", "headline")).containsExactly("video", "ignore", "title", "ignore");
    }

    @Test
    void namesOfTheContractAreUnderstood() {
        assertThat(guess("video", "text", "title", "voice", "template", "imageUrl", "backgroundVideoUrl"))
                .containsExactly("video", "text", "title", "voice", "template", "imageUrl", "backgroundVideoUrl");
    }

    @Test
    void videosAreKnownByTheirUrlsAndIdsWhenNamesSayNothing() {
        assertThat(guess(
                        List.of("A", "B"),
                        List.of(
                                List.of("first", "https://youtu.be/dQw4w9WgXcQ"),
                                List.of("second", "dQw4w9WgXcQ"),
                                List.of("third", "nothing")),
                        Map.of()))
                .containsExactly("ignore", "video");
    }

    @Test
    void wordsOfElevenLettersAreNoVideos() {
        Failure failure = catchThrowableOfType(
                Failure.class,
                () -> ColumnGuess.of(List.of("A"), List.of(List.of("Observatory"), List.of("Celebration")), Map.of()));

        assertThat(failure.code()).isEqualTo("no_input_column");
    }

    @Test
    void textsAreKnownByTheirLengthWhenNamesSayNothing() {
        assertThat(guess(List.of("A", "B"), List.of(List.of("12", PROSE), List.of("13", PROSE)), Map.of()))
                .containsExactly("ignore", "text");
        assertThat(guess(List.of("A"), List.of(List.of("朝になると漁師たちは網を繕い、港にはタールと昨日の魚のにおいが漂っている。")), Map.of()))
                .containsExactly("text");
    }

    @Test
    void aLongDescriptionBesideVideosIsNoText() {
        assertThat(guess(List.of("url", "about"), List.of(List.of("https://youtu.be/dQw4w9WgXcQ", PROSE)), Map.of()))
                .containsExactly("video", "ignore");
    }

    @Test
    void whatTheCallerSaysComesFirst() {
        assertThat(guess(List.of("url", "other", "text"), List.of(), Map.of("other", BulkField.VIDEO)))
                .containsExactly("ignore", "video", "text");
        assertThat(guess(
                        List.of("url", "text"),
                        List.of(List.of("https://youtu.be/dQw4w9WgXcQ", PROSE)),
                        Map.of("text", BulkField.IGNORE)))
                .containsExactly("video", "ignore");
    }

    @Test
    void whatTheCallerLeavesOutIsNotGuessedAllTheSame() {
        Failure failure = catchThrowableOfType(
                Failure.class,
                () -> ColumnGuess.of(
                        List.of("url"),
                        List.of(List.of("https://youtu.be/dQw4w9WgXcQ")),
                        Map.of("url", BulkField.IGNORE)));

        assertThat(failure.code()).isEqualTo("no_input_column");
    }

    @Test
    void aColumnThatIsNotThereIsNamed() {
        Failure failure = refused(List.of("url", "other"), Map.of("Nowhere", BulkField.TEXT));

        assertThat(failure.kind()).isEqualTo(FailureKind.UNPROCESSABLE);
        assertThat(failure.sentence()).contains("“Nowhere”", "“url”", "“other”");
    }

    @Test
    void twoColumnsForOneFieldAreNamed() {
        Failure failure = refused(List.of("a", "b"), Map.of("a", BulkField.TEXT, "b", BulkField.TEXT));

        assertThat(failure.kind()).isEqualTo(FailureKind.UNPROCESSABLE);
        assertThat(failure.sentence()).contains("“a”", "“b”", "text");
    }

    @Test
    void withoutVideosAndTextsItIsSaidWhichColumnsThereAre() {
        Failure failure = refused(List.of("colour", "size"), Map.of());

        assertThat(failure.kind()).isEqualTo(FailureKind.UNPROCESSABLE);
        assertThat(failure.sentence()).contains("video", "text", "“colour”", "“size”");
    }

    @Test
    void aHostileHeaderIsCutInTheAnswer() {
        Failure failure = refused(List.of("x".repeat(100_000) + "\u202e"), Map.of());

        assertThat(failure.sentence()).hasSizeLessThan(400).doesNotContain("\u202e");
    }
}
