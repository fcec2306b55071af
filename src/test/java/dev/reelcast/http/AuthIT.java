package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import dev.reelcast.model.Role;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in, staying signed in, and what is not a sign-in. */
class AuthIT {

    private static HttpServerForTest server;
    private static Person admin;

    @BeforeAll
    static void start() throws Exception {
        server = new HttpServerForTest("REELCAST_HTTP_ALLOWED_ORIGINS=https://ui.example.org");
        assertThat(server.get("/api/auth/state", null).json().getBoolean("setupNeeded"))
                .isTrue();
        admin = server.setUp();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void administratorIsCreatedOnlyOnce() {
        Reply again = server.post(
                "/api/auth/setup",
                null,
                HttpServerForTest.credentials("eve@example.org").put("name", "Eve"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(server.get("/api/auth/state", null).json().getBoolean("setupNeeded"))
                .isFalse();
    }

    @Test
    void signsInByPasswordAndSetsCookiesThatScriptsCannotRead() {
        Reply reply = server.post("/api/auth/login", null, HttpServerForTest.credentials("Admin@example.org"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().getJsonObject("user").fieldNames())
                .containsExactlyInAnyOrder("id", "email", "name", "role", "createdAt");
        assertThat(reply.json().getInteger("expiresIn")).isEqualTo(900);
        List<String> cookies = reply.response().headers().allValues("set-cookie");
        assertThat(cookies).hasSize(2).allMatch(c -> c.contains("HTTPOnly") && c.contains("SameSite=Strict"));
        assertThat(cookies).anyMatch(c -> c.startsWith("reelcast_access=") && c.contains("Path=/;"));
        assertThat(cookies).anyMatch(c -> c.startsWith("reelcast_refresh=") && c.contains("Path=/api/auth"));
        assertThat(server.get("/api/me", null, "cookie", cookie(reply, "reelcast_access"))
                        .json()
                        .getString("email"))
                .isEqualTo("admin@example.org");
    }

    @Test
    void wrongPasswordAndUnknownUserAreNotToldApart() {
        Reply wrong = server.post(
                "/api/auth/login",
                null,
                HttpServerForTest.credentials("admin@example.org").put("password", "no"));
        Reply unknown = server.post("/api/auth/login", null, HttpServerForTest.credentials("nobody@example.org"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).isEqualTo(unknown.text());
    }

    @Test
    void guessingIsStoppedForAWhile() {
        JsonObject guess = HttpServerForTest.credentials("guessed@example.org");
        for (int i = 0; i < 10; i++) {
            assertThat(server.post("/api/auth/login", null, guess, "x-forwarded-for", "192.0.2.7")
                            .status())
                    .isEqualTo(401);
        }

        Reply reply = server.post("/api/auth/login", null, guess, "x-forwarded-for", "192.0.2.7");

        assertThat(reply.status()).isEqualTo(429);
        assertThat(Integer.parseInt(reply.header("retry-after"))).isPositive();
    }

    @Test
    void refreshTokensAreExchangedAndTheOldOneIsOfNoUse() {
        JsonObject session = login();

        Reply next = server.post("/api/auth/refresh", null, only(session, "refreshToken"));

        assertThat(next.status()).isEqualTo(200);
        assertThat(next.json().getString("refreshToken")).isNotEqualTo(session.getString("refreshToken"));
        assertThat(server.post("/api/auth/refresh", null, new JsonObject().put("refreshToken", "made up"))
                        .status())
                .isEqualTo(401);
        assertThat(server.post("/api/v1/auth/refresh", null, only(next.json(), "refreshToken"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refreshByCookieNeedsOneOfOurOwnPages() {
        Reply login = server.post("/api/auth/login", null, HttpServerForTest.credentials("admin@example.org"));
        String cookie = cookie(login, "reelcast_refresh");

        assertThat(server.post("/api/auth/refresh", null, null, "cookie", cookie)
                        .status())
                .isEqualTo(403);
        assertThat(server.post("/api/auth/refresh", null, null, "cookie", cookie, "origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(server.post("/api/auth/refresh", null, null, "cookie", cookie, "sec-fetch-site", "same-origin")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void signingOutEndsTheSessionAndItsSockets() {
        JsonObject session = login();
        BridgeClient browser =
                BridgeClient.connect(server, "/eventbus/websocket?token=" + session.getString("accessToken"));

        Reply out = server.post("/api/auth/logout", null, only(session, "refreshToken"));

        assertThat(out.status()).isEqualTo(204);
        browser.expectClosed(Sockets.TOKEN_ENDED);
        assertThat(out.response().headers().allValues("set-cookie")).allMatch(c -> c.contains("Max-Age=0"));
        assertThat(server.post("/api/auth/refresh", null, only(session, "refreshToken"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void cookiesChangeNothingFromForeignPages() {
        String cookie = "reelcast_access=" + admin.token();
        JsonObject agent = new JsonObject().put("name", "By cookie");

        assertThat(server.post("/api/agents", null, agent, "cookie", cookie, "origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(server.post("/api/agents", null, agent, "cookie", cookie).status())
                .isEqualTo(403);
        assertThat(server.post("/api/agents", null, agent, "cookie", cookie, "sec-fetch-site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(server.post(
                                "/api/agents",
                                null,
                                agent,
                                "cookie",
                                cookie,
                                "origin",
                                "http://127.0.0.1:" + server.port)
                        .status())
                .isEqualTo(201);
        assertThat(server.post("/api/agents", null, agent, "cookie", cookie, "origin", "https://ui.example.org")
                        .status())
                .isEqualTo(201);
        assertThat(server.get("/api/me", null, "cookie", cookie).status()).isEqualTo(200);
    }

    @Test
    void onlyConfiguredFrontEndsMayReadAnswers() {
        Reply allowed = server.get("/api/me", admin, "origin", "https://ui.example.org");
        Reply foreign = server.get("/api/me", admin, "origin", "https://evil.example");
        Reply asked = server.send(
                "OPTIONS",
                "/api/jobs",
                null,
                java.net.http.HttpRequest.BodyPublishers.noBody(),
                "origin",
                "https://ui.example.org",
                "access-control-request-method",
                "POST");

        assertThat(allowed.header("access-control-allow-origin")).isEqualTo("https://ui.example.org");
        assertThat(allowed.header("vary")).containsIgnoringCase("origin");
        assertThat(foreign.header("access-control-allow-origin")).isEmpty();
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("access-control-allow-headers")).contains("authorization");
    }

    @Test
    void tokensThatAreNotOursAreRefused() throws Exception {
        String ours = admin.token();
        String[] parts = ours.split("\\.");
        byte[] key = Files.readAllBytes(server.dataDir.resolve("keys/jwt"));
        JsonObject claims = new JsonObject().put("sub", admin.id().toString()).put("typ", "access");
        JWTOptions right = new JWTOptions()
                .setAlgorithm("HS256")
                .setIssuer("reelcast")
                .addAudience("reelcast-api")
                .setExpiresInSeconds(60);

        List<String> wrong = List.of(
                "",
                "x",
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1],
                parts[0] + "." + parts[1] + "." + parts[2].substring(1) + "A",
                b64("{\"alg\":\"none\"}") + "." + parts[1] + ".",
                b64("{\"alg\":\"nOnE\",\"typ\":\"JWT\"}") + "." + parts[1] + ".",
                sign(new byte[32], claims, right),
                sign(key, claims, new JWTOptions(right).setExpiresInSeconds(-60)),
                sign(key, claims, new JWTOptions(right).setIssuer("other")),
                sign(key, claims, new JWTOptions(right).setAudience(List.of("other"))),
                sign(
                        key,
                        claims,
                        new JWTOptions()
                                .setAlgorithm("HS256")
                                .setIssuer("reelcast")
                                .addAudience("reelcast-api")),
                sign(key, claims.copy().put("typ", "refresh"), right),
                sign(key, new JsonObject().put("typ", "access"), right),
                sign(key, claims.copy().put("sub", "../../x"), right),
                sign(key, claims.copy().put("sub", UUID.randomUUID().toString()), right),
                sign(key, claims.copy().put("nbf", System.currentTimeMillis() / 1000 + 600), right),
                "a".repeat(5_000));

        assertThat(server.get("/api/me", null, "authorization", "Bearer " + sign(key, claims, right))
                        .status())
                .isEqualTo(200);
        for (String token : wrong) {
            Reply reply = server.get("/api/me", null, "authorization", "Bearer " + token);
            assertThat(reply.status()).as(token).isEqualTo(401);
            assertThat(reply.text()).doesNotContain("xception");
        }
        assertThat(server.get("/api/me", null, "authorization", "Basic " + ours).status())
                .isEqualTo(401);
        assertThat(server.get("/api/me?token=" + ours, null).status()).isEqualTo(401);
    }

    @Test
    void disabledUserIsOutAtOnce() {
        Person member = server.insert(Role.MEMBER);
        assertThat(server.get("/api/me", member).status()).isEqualTo(200);

        server.pool
                .preparedQuery("update users set disabled = true where id = $1")
                .execute(Tuple.of(member.id()))
                .await();

        assertThat(server.get("/api/me", member).status()).isEqualTo(401);
    }

    private static JsonObject login() {
        return server.post("/api/auth/login", null, HttpServerForTest.credentials("admin@example.org"))
                .json();
    }

    private static JsonObject only(JsonObject json, String member) {
        return new JsonObject().put(member, json.getValue(member));
    }

    private static String cookie(Reply reply, String name) {
        return reply.response().headers().allValues("set-cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static String sign(byte[] key, JsonObject claims, JWTOptions options) {
        PubSecKeyOptions secret = new PubSecKeyOptions()
                .setAlgorithm("HS256")
                .setBuffer(Base64.getUrlEncoder().encodeToString(key));
        return JWTAuth.create(server.vertx, new JWTAuthOptions().addPubSecKey(secret))
                .generateToken(claims.copy(), options);
    }

    private static String b64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
    }
}
