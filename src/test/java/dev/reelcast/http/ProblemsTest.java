package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {

    private final Vertx vertx = Vertx.vertx();
    private Throwable failure = new IllegalStateException();
    private int port;

    @BeforeEach
    void listen() {
        Router router = Router.router(vertx);
        router.route().failureHandler(Problems::render);
        router.get("/fail").handler(context -> context.fail(failure));
        new HealthRoutes(new Bus(vertx)).addTo(router);
        port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void everyKindHasItsStatusItsCodeAndItsSentence(FailureKind kind) throws Exception {
        failure = Failure.of(kind, "some_code", "A sentence.");

        HttpResponse<String> answer = get("/fail?token=secret");

        JsonObject problem = new JsonObject(answer.body());
        assertThat(answer.statusCode()).isEqualTo(kind.status());
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(problem.getInteger("status")).isEqualTo(kind.status());
        assertThat(problem.getString("code")).isEqualTo("some_code");
        assertThat(problem.getString("detail")).isEqualTo("A sentence.");
        assertThat(problem.getString("type")).isEqualTo("about:blank");
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("instance")).isEqualTo("/fail");
        assertThat(answer.headers().firstValue("retry-after").isPresent()).isEqualTo(kind == FailureKind.UNAVAILABLE);
    }

    @Test
    void whatNobodyForesawSaysNothingOfItselfButATrace() throws Exception {
        failure = new IllegalStateException("password=hunter2 in dev.reelcast.Secret");

        HttpResponse<String> answer = get("/fail");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("hunter2", "dev.reelcast", "xception");
        assertThat(new JsonObject(answer.body()).getString("trace")).hasSize(36);
    }

    @Test
    void fullDiskIsSaid() throws Exception {
        failure = new RuntimeException(new IOException("No space left on device"));

        assertThat(get("/fail").statusCode()).isEqualTo(507);
    }

    @Test
    void fieldIsNamedWhereThereIsOne() throws Exception {
        failure = new Invalid("feed.title", "It must be a text.");

        JsonObject problem = new JsonObject(get("/fail").body());

        assertThat(problem.getInteger("status")).isEqualTo(400);
        assertThat(problem.getString("field")).isEqualTo("feed.title");
    }

    @Test
    void statusAloneIsAProblemToo() throws Exception {
        failure = new HttpException(414);

        assertThat(new JsonObject(get("/fail").body()).getString("code")).isEqualTo("request_uri_too_long");
    }

    @Test
    void serverWithoutItsDatabaseLivesButIsNotReady() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString());
    }
}
