package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.bus.JobStoreApi.Position;
import dev.reelcast.bus.JobStoreApi.Sort;
import dev.reelcast.model.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

    private static final UUID ID = Ids.next();

    @Test
    void comesBackAsItWas() {
        Map<Sort, List<Position>> positions = Map.of(
                Sort.CREATED, List.of(new Position(null, ID, true)),
                Sort.FINISHED, List.of(new Position("2026-11-21T14:00:00.123456+00:00", ID, false)),
                Sort.DURATION, List.of(new Position("61.500000", ID, false), new Position(null, ID, false)),
                Sort.TITLE,
                        List.of(new Position("a title \uD83C\uDF89 of none", ID, true), new Position("", ID, true)));
        positions.forEach((sort, all) -> all.forEach(position -> {
            for (boolean descending : new boolean[] {true, false}) {
                String cursor = Cursors.encode(sort, descending, position);
                assertThat(cursor).matches("[A-Za-z0-9_-]+");
                assertThat(Cursors.decode(sort, descending, cursor)).isEqualTo(position);
            }
        }));
    }

    @Test
    void belongsToItsOrder() {
        String cursor = Cursors.encode(Sort.CREATED, true, new Position(null, ID, false));
        assertThatThrownBy(() -> Cursors.decode(Sort.CREATED, false, cursor)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Cursors.decode(Sort.TITLE, true, cursor)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1 -title few none",
                "2 -title few 0190b5b0-0000-7000-8000-000000000000 none",
                "1 -title few not-an-id none",
                "1 -title few 0190b5b0-0000-7000-8000-000000000000 nonsense",
                "1 -title some 0190b5b0-0000-7000-8000-000000000000 none",
                "1 -title few 0190B5B0-0000-7000-8000-000000000000 none",
                "1 -title few 0190b5b0-0000-7000-8000-000000000000 keya\u0000b",
                "1 -finished few 0190b5b0-0000-7000-8000-000000000000 keyyesterday",
                "1 -finished few 0190b5b0-0000-7000-8000-000000000000 key+999999999-01-01T00:00:00Z",
                "1 -duration few 0190b5b0-0000-7000-8000-000000000000 keyNaN",
                "1 -duration few 0190b5b0-0000-7000-8000-000000000000 key1e300",
                "1 -created few 0190b5b0-0000-7000-8000-000000000000 key1"
            })
    void refusesWhatWasNotMadeHere(String text) {
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        for (Sort sort : Sort.values()) {
            assertThatThrownBy(() -> Cursors.decode(sort, true, cursor)).isInstanceOf(Invalid.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "=", "a b", "\u00FC", "wyg"})
    void refusesWhatIsNoCursor(String cursor) {
        assertThatThrownBy(() -> Cursors.decode(Sort.CREATED, true, cursor)).isInstanceOf(Invalid.class);
    }

    @Test
    void refusesOneThatWasAltered() {
        String cursor = Cursors.encode(Sort.TITLE, true, new Position("abc", ID, false));
        assertThatThrownBy(() -> Cursors.decode(Sort.TITLE, true, cursor + "=")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> Cursors.decode(Sort.TITLE, true, cursor.substring(10)))
                .isInstanceOf(Invalid.class);
    }
}
