package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource({
        "Sunday Sermons, sunday-sermons",
        "'  Grüße aus Köln! ', grusse-aus-koln",
        "Straße 7, strasse-7",
        "Ágnes & Béla -- talk, agnes-bela-talk",
        "日本語, agent",
        "'---', agent"
    })
    void foldsANameToAscii(String name, String slug) {
        assertThat(Slug.of(name)).isEqualTo(slug);
    }

    @Test
    void leavesRoomForANumberAndEndsWithNoDash() {
        assertThat(Slug.of("a".repeat(69) + " " + "b".repeat(100))).isEqualTo("a".repeat(69));
        assertThat(Slug.of("x".repeat(200))).hasSize(70);
    }

    @Test
    void takesTheSmallestFreeNumber() {
        assertThat(Slug.free("talk", Set.of())).isEqualTo("talk");
        assertThat(Slug.free("talk", Set.of("talk", "talk-3"))).isEqualTo("talk-2");
        assertThat(Slug.free("talk", Set.of("talk", "talk-2", "talk-3"))).isEqualTo("talk-4");
    }
}
