package dev.reelcast.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bus.WebhookStoreApi.Called;
import dev.reelcast.bus.WebhookStoreApi.Due;
import dev.reelcast.bus.WebhookStoreApi.Message;
import dev.reelcast.bus.WebhookStoreApi.Target;
import dev.reelcast.bus.WebhookStoreApi.Verdict;
import dev.reelcast.model.Ids;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallPolicyTest {

    private static final Reply DOWN = new Reply(503, "The receiver answered with HTTP 503.", false, null);

    private final CallPolicy policy = new CallPolicy(new Random(1));

    private Called after(int attempt, Duration age, Reply reply) {
        Target target = new Target(Ids.next(), "https://example.org/", new byte[1]);
        Message message = new Message(Ids.next(), "bulk.completed", new JsonObject(), new JsonObject(), Instant.EPOCH);
        return policy.after(new Due(target, message, attempt, age), reply);
    }

    private Duration wait(int attempt, Reply reply) {
        return Objects.requireNonNull(after(attempt, Duration.ZERO, reply).retry());
    }

    private static Reply asking(@Nullable Duration patience) {
        return new Reply(429, "The receiver answered with HTTP 429.", false, patience);
    }

    @Test
    void triesForADayLaterEachTime() {
        Duration age = Duration.ZERO;
        int attempt = 1;
        Called called = after(attempt, age, DOWN);
        while (called.verdict() == Verdict.LATER) {
            age = age.plus(Objects.requireNonNull(called.retry()));
            called = after(++attempt, age, DOWN);
        }

        assertThat(called.verdict()).isEqualTo(Verdict.GIVEN_UP);
        assertThat(age).isBetween(Duration.ofHours(24), Duration.ofHours(29));
        assertThat(attempt).isBetween(12, 15);
        assertThat(wait(1, DOWN)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
        assertThat(wait(4, DOWN)).isBetween(Duration.ofSeconds(216), Duration.ofSeconds(324));
        assertThat(wait(1_000, DOWN)).isBetween(Duration.ofMinutes(192), Duration.ofMinutes(288));
    }

    @Test
    void leavesAReceiverAloneForAsLongAsItAsksUpToSixHours() {
        assertThat(wait(1, asking(Duration.ofMinutes(5)))).isEqualTo(Duration.ofMinutes(5));
        assertThat(wait(1, asking(Duration.ofDays(3)))).isEqualTo(Duration.ofHours(6));
        assertThat(wait(1, asking(Duration.ofSeconds(1)))).isGreaterThan(Duration.ofSeconds(7));
        assertThat(wait(1, asking(null))).isLessThan(Duration.ofSeconds(13));
    }

    @Test
    void isDoneWithWhatWasTakenAndWithWhatNeverWillBe() {
        assertThat(after(1, Duration.ZERO, new Reply(204, null, false, null)).verdict())
                .isEqualTo(Verdict.DELIVERED);
        assertThat(after(1, Duration.ZERO, Reply.never("The URL leads inside.")).verdict())
                .isEqualTo(Verdict.GIVEN_UP);
        assertThat(after(1, Duration.ZERO, new Reply(410, "Gone.", true, null)).verdict())
                .isEqualTo(Verdict.SWITCH_OFF);
        assertThat(after(1, Duration.ZERO, Reply.notNow("Something went wrong."))
                        .verdict())
                .isEqualTo(Verdict.LATER);
    }
}
