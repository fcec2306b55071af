package dev.reelcast.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaptionTrackTest {

    @Test
    void prefersWhatPeopleWroteInTheVideosLanguage() {
        assertThat(choose(List.of("de", "en"), List.of("en"), "en", null)).contains("en");
        assertThat(choose(List.of("de"), List.of("en-orig", "en"), "en", null)).contains("en-orig");
        assertThat(choose(List.of("en-GB"), List.of("en"), "en", null)).contains("en-GB");
        assertThat(choose(List.of("pt"), List.of(), "pt-BR", null)).contains("pt");
    }

    @Test
    void takesTheWantedLanguageWherePeopleWroteIt() {
        assertThat(choose(List.of("de", "en"), List.of(), "en", "de-CH")).contains("de");
        assertThat(choose(List.of("en"), List.of(), "en", "de")).contains("en");
    }

    @Test
    void takesNoTranslationByMachine() {
        assertThat(choose(List.of(), List.of("de", "en", "en-orig"), "en", "de"))
                .contains("en-orig");
        assertThat(choose(List.of(), List.of("de", "fr"), "en", "de")).isEmpty();
    }

    @Test
    void makesDoWhenNobodyKnowsTheLanguage() {
        assertThat(choose(List.of("fr"), List.of(), null, null)).contains("fr");
        assertThat(choose(List.of("fr", "de"), List.of(), null, null)).isEmpty();
        assertThat(choose(List.of("fr", "de"), List.of("de-orig", "fr"), null, null))
                .contains("de");
        assertThat(choose(List.of(), List.of("de", "fr"), null, "fr")).contains("fr");
    }

    @Test
    void passesOverWhatIsNoTrackOrNoPlainName() {
        assertThat(choose(List.of("all"), List.of(), null, null)).isEmpty();
        assertThat(choose(List.of("-en"), List.of(), "en", null)).isEmpty();
        assertThat(choose(List.of("en.*"), List.of(), "en", null)).isEmpty();
        JsonObject chat =
                new JsonObject("{\"subtitles\":{\"live_chat\":[{\"ext\":\"json\"}],\"en\":[{\"ext\":\"srt\"}]}}");
        assertThat(CaptionTrack.choose(chat, "en", null)).isEmpty();
        JsonObject odd = new JsonObject("{\"subtitles\":[1],\"automatic_captions\":{\"en\":[null,3]}}");
        assertThat(CaptionTrack.choose(odd, "en", null)).isEmpty();
    }

    private static Optional<String> choose(
            List<String> written, List<String> heard, @Nullable String own, @Nullable String wanted) {
        JsonObject info = new JsonObject().put("subtitles", tracks(written)).put("automatic_captions", tracks(heard));
        return CaptionTrack.choose(info, own, wanted);
    }

    private static JsonObject tracks(List<String> names) {
        JsonObject tracks = new JsonObject();
        names.forEach(name -> tracks.put(
                name,
                new JsonArray().add(new JsonObject().put("ext", "json3")).add(new JsonObject().put("ext", "vtt"))));
        return tracks;
    }
}
