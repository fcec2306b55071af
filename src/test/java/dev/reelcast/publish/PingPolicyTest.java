package dev.reelcast.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.net.Fetch;
import dev.reelcast.net.FetchException;
import dev.reelcast.net.GuardedClient;
import dev.reelcast.net.TestSite;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PingPolicyTest {

    private final Vertx vertx = Vertx.vertx();
    private final TestSite hub = new TestSite(vertx);
    private final GuardedClient client = new GuardedClient(vertx, TestSite.guard());
    private final PingPolicy policy = new PingPolicy(new Random(1));

    @AfterEach
    void close() {
        client.close().await();
        vertx.close().await();
    }

    @Test
    void waitsLongerEachTimeAndGivesUpAfterMostOfADay() {
        FetchException down = answer(503, null);

        Duration whole = IntStream.range(1, 28)
                .mapToObj(attempt -> policy.next(attempt, down).orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);

        assertThat(policy.next(1, down).orElseThrow()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
        assertThat(policy.next(4, down).orElseThrow()).isBetween(Duration.ofSeconds(64), Duration.ofSeconds(96));
        assertThat(policy.next(20, down).orElseThrow()).isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72));
        assertThat(whole).isBetween(Duration.ofHours(15), Duration.ofHours(24));
        assertThat(policy.next(28, down)).isEmpty();
    }

    @Test
    void leavesAHubAloneForAsLongAsItAsksUpToAnHour() {
        assertThat(policy.next(1, answer(503, "120"))).contains(Duration.ofSeconds(120));
        assertThat(policy.next(1, answer(429, "86400"))).contains(Duration.ofHours(1));
        assertThat(policy.next(1, answer(503, "1")).orElseThrow()).isGreaterThan(Duration.ofSeconds(7));
    }

    @Test
    void doesNotTryAgainWhatNoOtherTryCanChange() {
        assertThat(policy.next(1, answer(404, null))).isEqualTo(Optional.empty());
        assertThat(policy.next(1, answer(400, null))).isEmpty();
    }

    private FetchException answer(int status, @org.jspecify.annotations.Nullable String retryAfter) {
        hub.page("/", request -> {
            if (retryAfter != null) {
                request.response().putHeader("retry-after", retryAfter);
            }
            request.response().setStatusCode(status).end();
        });
        try {
            client.fetch(Fetch.get(hub.url("/"))).await();
        } catch (FetchException failure) {
            return failure;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("It was expected to fail.");
    }
}
