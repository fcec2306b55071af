package dev.reelcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.media.YtDlpChannel.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:20:30Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final Map<String, Instant> published = new HashMap<>();
    private final List<String> looked = new ArrayList<>();
    private final Set<String> unseen = new HashSet<>();

    /** A list as YouTube shows it: a video for every third day, the dates rounded down to a unit. */
    private List<Entry> list(int count, boolean dated) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant exact = NOW.minus(DAY.multipliedBy(3L * i)).minusSeconds(60);
            String id = "video" + i;
            published.put(id, exact);
            entries.add(new Entry(id, "Talk", dated ? rounded(exact) : null, null, null));
        }
        return entries;
    }

    private static @Nullable Instant rounded(Instant exact) {
        long days = Duration.between(exact, NOW).toDays();
        long told = days < 7 ? days : days < 31 ? days / 7 * 7 : days < 365 ? days / 30 * 30 : days / 365 * 365;
        return NOW.minus(DAY.multipliedBy(told)).plus(Duration.ofHours(11));
    }

    private int count(List<Entry> entries, Instant since) {
        return new Since(since, NOW, id -> {
                    looked.add(id);
                    return unseen.contains(id) ? Optional.empty() : Optional.ofNullable(published.get(id));
                })
                .count(entries);
    }

    private long exact(Instant since) {
        return published.values().stream().filter(time -> !time.isBefore(since)).count();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 6, 7, 10, 29, 31, 45, 100, 364, 365, 400, 730, 1000, 1500, 2000})
    void findsTheBorderInAListThatTellsDatesRoughly(int days) {
        List<Entry> entries = list(600, true);
        Instant since = NOW.minus(DAY.multipliedBy(days));
        assertThat(count(entries, since)).isEqualTo((int) exact(since));
        assertThat(looked).hasSizeLessThan(10).doesNotHaveDuplicates();
    }

    @Test
    void findsTheBorderInAListWithoutDates() {
        List<Entry> entries = list(2000, false);
        Instant since = NOW.minus(DAY.multipliedBy(700));
        assertThat(count(entries, since)).isEqualTo((int) exact(since));
        assertThat(looked).hasSizeLessThan(13);
    }

    @Test
    void goesOnWithItsNeighbourWhereAVideoCannotBeSeen() {
        List<Entry> entries = list(40, false);
        for (int i = 0; i < 40; i += 2) {
            unseen.add("video" + i);
        }
        Instant since = NOW.minus(DAY.multipliedBy(61));
        assertThat(count(entries, since)).isBetween(20, 21);
        unseen.addAll(published.keySet());
        assertThat(count(entries, since)).isZero();
    }

    @Test
    void takesADayWithoutATimeForAllOfTheDay() {
        Entry entry = new Entry("video", "Talk", null, null, null);
        published.put("video", Instant.parse("2026-11-10T00:00:00Z"));
        assertThat(count(List.of(entry), Instant.parse("2026-11-10T18:00:00Z"))).isEqualTo(1);
        assertThat(count(List.of(entry), Instant.parse("2026-11-11T18:00:00Z"))).isZero();
    }

    @Test
    void asksNothingOfAnEmptyList() {
        assertThat(count(List.of(), NOW)).isZero();
        assertThat(looked).isEmpty();
    }
}
