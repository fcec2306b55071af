package dev.reelcast.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusTest {

    record Question(String text) {}

    private static final Address<Question, @Nullable Question> ASK =
            new Address<>("questions.ask", Duration.ofMillis(300));

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void recordsGoByReferenceBothWays() throws Exception {
        await(bus.serve(ASK, Future::succeededFuture));
        Question question = new Question("why");

        assertThat(await(bus.request(ASK, question))).isSameAs(question);
    }

    @Test
    void answerMayBeNothing() throws Exception {
        await(bus.serve(ASK, question -> Future.succeededFuture(null)));

        assertThat(await(bus.request(ASK, new Question("x")))).isNull();
    }

    @Test
    void failureArrivesAsItWas() throws Exception {
        Failure failure = Failure.of(FailureKind.CONFLICT, "ended", "The job has already ended.");
        await(bus.serve(ASK, question -> Future.failedFuture(failure)));

        assertThatThrownBy(() -> await(bus.request(ASK, new Question("x")))).hasCause(failure);
    }

    @Test
    void handlerThatThrowsAnswersInternal() throws Exception {
        await(bus.serve(ASK, question -> {
            throw new IllegalStateException("secret");
        }));

        assertThatThrownBy(() -> await(bus.request(ASK, new Question("x"))))
                .cause()
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(FailureKind.INTERNAL);
                    assertThat(failure.sentence()).doesNotContain("secret");
                });
    }

    @Test
    void nobodyThereAndNoAnswerAreFailuresToo() throws Exception {
        assertThatThrownBy(() -> await(bus.request(ASK, new Question("x"))))
                .cause()
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE));
        await(bus.serve(ASK, question -> Future.future(never -> {})));
        assertThatThrownBy(() -> await(bus.request(ASK, new Question("x"))))
                .cause()
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT));
    }

    private static <T> T await(Future<T> future) throws ExecutionException, InterruptedException {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}
