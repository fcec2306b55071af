package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bus.QueueStoreApi.Claim;
import dev.reelcast.model.Stage;
import dev.reelcast.store.Line.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final Line line = new Line(now::get);

    @Test
    void onlyAServerThatClaimsAgainAndAgainLooksFurther() {
        assertThat(line.further(claim(20, 20, false))).isZero();
        pass(10);
        assertThat(line.further(claim(20, 20, false))).isEqualTo(800);
        pass(10);
        assertThat(line.further(claim(20, 20, true))).isZero();
        pass(60);
        assertThat(line.further(claim(20, 20, false))).isZero();
    }

    @Test
    void theFirstAreTakenInTheirOrderAndOnlyOnce() {
        List<Place> places = places(5, "uploading");
        line.found(places);
        assertThat(line.first(claim(2, 2, false))).containsExactly(places.get(0), places.get(1));
        assertThat(line.first(claim(2, 2, false))).containsExactly(places.get(2), places.get(3));
        // One is left of the two that are asked for: a whole claim finds more.
        assertThat(line.first(claim(2, 2, false))).isEmpty();
    }

    @Test
    void nothingIsTakenOutOfTurnWhenAStageIsFull() {
        line.found(places(4, "uploading"));
        assertThat(line.first(claim(3, 2, false))).isEmpty();
        assertThat(line.first(claim(2, 2, false))).hasSize(2);
    }

    @Test
    void aHostIsNoPartOfTheStage() {
        line.found(places(2, "downloading example.org"));
        Claim claim =
                new Claim(new UUID(0, 1), Map.of(Stage.DOWNLOADING, 2), 2, Map.of(), Duration.ofSeconds(30), false);
        assertThat(line.first(claim)).hasSize(2);
    }

    @Test
    void itIsForgottenAfterAMomentAndWhenSomethingNewCame() {
        line.found(places(40, "uploading"));
        pass(499);
        assertThat(line.first(claim(2, 2, false))).hasSize(2);
        pass(2);
        assertThat(line.first(claim(2, 2, false))).isEmpty();

        line.found(places(40, "uploading"));
        assertThat(line.first(claim(2, 2, true))).isEmpty();
        assertThat(line.first(claim(2, 2, false))).isEmpty();

        line.found(places(40, "uploading"));
        line.forget();
        assertThat(line.first(claim(2, 2, false))).isEmpty();
    }

    private void pass(long millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    private static List<Place> places(int number, String gate) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Place(new UUID(0, i), gate))
                .toList();
    }

    private static Claim claim(int limit, int room, boolean anew) {
        return new Claim(new UUID(0, 1), Map.of(Stage.UPLOADING, room), limit, Map.of(), Duration.ofSeconds(30), anew);
    }
}
