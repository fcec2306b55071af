package dev.reelcast.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bulk.RowCheck.Checked;
import dev.reelcast.bus.BulkStoreApi.ItemInput;
import dev.reelcast.model.BulkColumn;
import dev.reelcast.model.BulkSettings;
import dev.reelcast.model.JobType;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.RenderOverrides;
import dev.reelcast.net.UrlGuard;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowCheckTest {

    private static final UrlGuard GUARD = new UrlGuard(false, host -> {
        throw new AssertionError("a row's host was looked up");
    });

    private static RowCheck rows(BulkSettings settings, String... fields) {
        List<BulkColumn> columns = Arrays.stream(fields)
                .map(field -> new BulkColumn("my " + field, field))
                .toList();
        return new RowCheck(columns, settings, GUARD, RowCheckTest::templateProblem);
    }

    private static RowCheck rows(String... fields) {
        return rows(BulkSettings.NONE, fields);
    }

    private static @Nullable String templateProblem(String id) {
        return id.equals("plain") || id.equals("captions") ? null : "There is no such template.";
    }

    private static ItemInput good(RowCheck rows, String... cells) {
        Checked checked = rows.check(List.of(cells));
        assertThat(checked.problem()).isNull();
        return Objects.requireNonNull(checked.input());
    }

    private static RenderInput render(RowCheck rows, String... cells) {
        return Objects.requireNonNull(good(rows, cells).render());
    }

    private static String wrong(RowCheck rows, String... cells) {
        Checked checked = rows.check(List.of(cells));
        assertThat(checked.input()).isNull();
        return Objects.requireNonNull(checked.problem());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dQw4w9WgXcQ",
                " https://youtu.be/dQw4w9WgXcQ ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10&list=PL1",
                "https://www.youtube.com/shorts/dQw4w9WgXcQ",
                "youtube.com/watch?v=dQw4w9WgXcQ"
            })
    void oneVideoHasOneNameHoweverItIsGiven(String given) {
        ItemInput input = good(rows("video"), given);

        assertThat(input)
                .isEqualTo(new ItemInput(
                        JobType.YOUTUBE,
                        null,
                        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                        "youtube.com",
                        "youtube:dQw4w9WgXcQ",
                        null));
    }

    @Test
    void anIdMayBeginWithADash() {
        assertThat(good(rows("video"), "-abcdefghij").canonical()).isEqualTo("youtube:-abcdefghij");
    }

    @Test
    void anotherSitesUrlKeepsItsQuery() {
        ItemInput input = good(rows("video"), "https://Media.example.org/talk.mp3?part=2");

        assertThat(input.canonical()).isEqualTo("https://media.example.org/talk.mp3?part=2");
        assertThat(input.host()).isEqualTo("media.example.org");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "not a url ~ space",
                "file:///etc/passwd ~ http",
                "http://127.1/a.mp3 ~ private",
                "http://169.254.169.254/ ~ private",
                "https://www.youtube.com/playlist?list=PL1 ~ playlist",
                "https://www.youtube.com/@someone ~ channel",
                "=cmd|' /C calc'!A0 ~ space"
            })
    void whatIsNoVideoIsSaidWithItsColumn(String given, String words) {
        assertThat(wrong(rows("video"), given)).startsWith("my video: ").containsIgnoringCase(words);
    }

    @Test
    void aTextIsRenderedAsTheSettingsAndItsRowSay() {
        BulkSettings settings = new BulkSettings(
                "captions",
                new RenderOverrides("en-gb", "#102030", null, null, 72, "720p", "https://example.org/all.png", null),
                "archive",
                false,
                false);
        RowCheck rows = rows(settings, "text", "title", "voice", "template", "imageUrl", "backgroundVideoUrl");

        assertThat(render(rows, "Hello.", "", "", "", "", ""))
                .isEqualTo(new RenderInput("Hello.", null, "captions", settings.overrides(), "archive"));
        assertThat(render(
                        rows,
                        "Hello.",
                        " A\ntitle ",
                        "de",
                        "plain",
                        "https://example.org/own.png",
                        "https://example.org/own.mp4"))
                .isEqualTo(new RenderInput(
                        "Hello.",
                        "A title",
                        "plain",
                        new RenderOverrides(
                                "de",
                                "#102030",
                                null,
                                null,
                                72,
                                "720p",
                                "https://example.org/own.png",
                                "https://example.org/own.mp4"),
                        "archive"));
    }

    @Test
    void aRowsOwnPictureComesBeforeTheVideoOfAll() {
        BulkSettings settings = new BulkSettings(
                null,
                new RenderOverrides(null, null, null, null, null, null, null, "https://example.org/all.mp4"),
                null,
                false,
                false);

        RenderInput own = render(rows(settings, "text", "imageUrl"), "Hello.", "https://example.org/own.png");

        assertThat(own.overrides().backgroundVideoUrl()).isNull();
        assertThat(own.overrides().imageUrl()).isEqualTo("https://example.org/own.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👩‍👩‍👧‍👦 emoji 🎉",
                "שלום עולם, ברוכים הבאים",
                "مرحبا بالعالم",
                "100%{eif:1} : drawtext='x':fontfile=/etc/passwd",
                "=SUM(A1:A9)",
                "  kept as it is\n\n"
            })
    void aTextIsKeptAsItWasGiven(String text) {
        ItemInput input = good(rows("text"), text);

        assertThat(input.type()).isEqualTo(JobType.RENDER);
        assertThat(Objects.requireNonNull(input.render()).text()).isEqualTo(text);
        assertThat(input.title()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void aTextMayHaveTwentyThousandCharactersWhateverTheyAre() {
        assertThat(render(rows("text"), "🎉".repeat(20_000)).text()).hasSize(40_000);
        assertThat(wrong(rows("text"), "a".repeat(20_001))).contains("20000");
    }

    @Test
    void textsAreTheSameWhenAllThatMakesThemIs() {
        RowCheck rows = rows("text", "title", "voice", "template");
        String first = good(rows, "Hello.", "One", "de", "plain").canonical();

        assertThat(first).matches("text:[0-9a-f]{64}");
        assertThat(good(rows, "Hello.", " One ", "de", "").canonical()).isEqualTo(first);
        assertThat(List.of(
                        good(rows, "Hello!", "One", "de", "plain").canonical(),
                        good(rows, "Hello.", "Two", "de", "plain").canonical(),
                        good(rows, "Hello.", "One", "en", "plain").canonical(),
                        good(rows, "Hello.", "One", "de", "captions").canonical()))
                .doesNotContain(first)
                .doesNotHaveDuplicates();
    }

    @Test
    void aPictureInsideTheNetworkIsSaidWithItsColumn() {
        RowCheck rows = rows("text", "imageUrl", "backgroundVideoUrl");

        assertThat(wrong(rows, "Hello.", "http://10.0.0.1/a.png", ""))
                .startsWith("my imageUrl: ")
                .contains("private");
        assertThat(wrong(rows, "Hello.", "", "http://[::1]/a.mp4"))
                .startsWith("my backgroundVideoUrl: ")
                .contains("private");
        assertThat(wrong(rows, "Hello.", "picture.png", "")).startsWith("my imageUrl: ");
    }

    @Test
    void aVoiceOrTemplateThatCannotBeIsSaid() {
        RowCheck rows = rows("text", "voice", "template");

        assertThat(wrong(rows, "Hello.", "--rm -rf", "")).contains("voice");
        assertThat(wrong(rows, "Hello.", "", "../../etc/passwd")).contains("template");
    }

    @Test
    void aRowIsAVideoOrAText() {
        RowCheck both = rows("video", "text");

        assertThat(good(both, "dQw4w9WgXcQ", " ").type()).isEqualTo(JobType.YOUTUBE);
        assertThat(good(both, "", "Hello.").type()).isEqualTo(JobType.RENDER);
        assertThat(wrong(both, "dQw4w9WgXcQ", "Hello.")).contains("both");
        assertThat(wrong(both, "", "")).contains("neither a video nor a text");
        assertThat(wrong(rows("ignore", "video"), "note")).contains("no video");
        assertThat(wrong(rows("text"), "\t")).contains("no text");
    }

    @Test
    void cellsWithoutAColumnAreATextThatWasCut() {
        assertThat(wrong(rows("text", "title"), "Hello", " world", "Title")).contains("3 cells", "2 columns");
        assertThat(good(rows("text", "title"), "Hello", "Title", "", " ").title())
                .isEqualTo("Title");
    }

    @Test
    void aTitleIsOneLineOfFiveHundredCharacters() {
        assertThat(good(rows("video", "title"), "dQw4w9WgXcQ", "=1+1\u202e\n" + "🎉".repeat(600))
                        .title())
                .satisfies(title ->
                        assertThat(title.codePointCount(0, title.length())).isEqualTo(500))
                .startsWith("=1+1")
                .doesNotContain("\n", "\u202e");
    }
}
