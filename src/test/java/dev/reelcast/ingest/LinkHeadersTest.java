package dev.reelcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkHeadersTest {

    private static List<String> hubs(String... headers) {
        return LinkHeaders.targets(List.of(headers), "hub");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://hub.example/>; rel=\"hub\"",
                "<https://hub.example/>;rel=hub",
                " < https://hub.example/ > ; title=\"a, b; rel=self \\\" <x>\" ; REL = \"self HUB\"",
                "<https://feed.example/?a=1,2;3>; rel=self, <https://hub.example/>; rel=hub",
                "<https://feed.example/>, <https://hub.example/>; type=\"text/xml\"; rel=hub; rel=self"
            })
    void findsTheHub(String header) {
        assertThat(hubs(header)).containsExactly("https://hub.example/");
    }

    @Test
    void findsThemAllInTheirOrder() {
        assertThat(hubs("<a>; rel=hub, <b>; rel=self, <c>; rel=\"x hub\"", "<d>; rel=hub"))
                .containsExactly("a", "c", "d");
    }

    @Test
    void findsNothingInWhatIsNoLink() {
        assertThat(hubs(
                        "",
                        "https://hub.example/; rel=hub",
                        "<https://hub.example/>",
                        "<https://hub.example/>; rel",
                        "<https://hub.example/>; rel=hubs",
                        "<https://hub.example/>; rel=self; rel=hub",
                        "<https://hub.example/; rel=hub",
                        "<x>" + "; a=\"b".repeat(1_000) + "; rel=hub",
                        "<x>; rel=hub" + " ".repeat(10_000)))
                .isEmpty();
    }
}
