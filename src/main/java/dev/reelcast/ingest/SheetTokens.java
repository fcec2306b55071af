package dev.reelcast.ingest;

import dev.reelcast.ingest.SheetKey.ServiceAccount;
import dev.reelcast.net.ServiceClient;
import dev.reelcast.net.ServiceClient.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens of service accounts (RFC 7523): a request that the account's key signed is exchanged for a token, which is kept until
 * shortly before it ends. Whoever asks while one is on its way gets the same.
 */
final class SheetTokens {

    /** What Google wants to be named, wherever the request goes. */
    static final String AUDIENCE = "https://oauth2.googleapis.com/token";

    static final String SCOPE = "https://www.googleapis.com/auth/spreadsheets";

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Duration ASSERTION = Duration.ofMinutes(30);
    /** Our clock may be ahead of Google's. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final Duration MARGIN = Duration.ofMinutes(2);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int LONGEST_LIFE_SECONDS = 24 * 3_600;

    private final Vertx vertx;
    private final ServiceClient service;
    private final Clock clock;
    private final Map<ServiceAccount, Future<Token>> tokens = new ConcurrentHashMap<>();

    /** @param service at the URL that gives out tokens */
    SheetTokens(Vertx vertx, ServiceClient service, Clock clock) {
        this.vertx = vertx;
        this.service = service;
        this.clock = clock;
    }

    /** @param until when it is not used any more, a little before it ends */
    record Token(String bearer, Instant until) {

        /** Never shown, not even by accident. */
        @Override
        public String toString() {
            return "Token";
        }
    }

    /** The account's token. Fails with a {@link dev.reelcast.bus.Failure}. */
    Future<Token> of(ServiceAccount account, Patience patience) {
        tokens.values().removeIf(kept -> kept.succeeded() && ended(kept.result()));
        return tokens.computeIfAbsent(account, unknown -> exchange(account, patience))
                .onFailure(failed -> tokens.values().removeIf(Future::failed));
    }

    /** Google does not accept it any more. */
    void forget(ServiceAccount account, Token token) {
        tokens.computeIfPresent(
                account, (key, kept) -> kept.succeeded() && kept.result().equals(token) ? null : kept);
    }

    private Future<Token> exchange(ServiceAccount account, Patience patience) {
        return vertx.executeBlocking(() -> assertion(account), false)
                .recover(unusable -> Future.failedFuture(SheetFailures.unusable()))
                .compose(assertion -> patience.ask(
                        vertx,
                        () -> service.post(
                                        "",
                                        "application/x-www-form-urlencoded",
                                        "grant_type=" + URLEncoder.encode(GRANT, StandardCharsets.UTF_8) + "&assertion="
                                                + assertion,
                                        Map.of(),
                                        LIMIT)
                                .answer()))
                .compose(this::read)
                .recover(cause -> Future.failedFuture(SheetFailures.of(cause)));
    }

    private Future<Token> read(Answer answer) {
        JsonObject json = SheetFailures.json(answer);
        if (answer.status() != 200) {
            return Future.failedFuture(SheetFailures.ofToken(answer));
        }
        if (!(json.getValue("access_token") instanceof String bearer)
                || !bearer.matches("[\\x21-\\x7e]{1,4096}")
                || !(json.getValue("expires_in") instanceof Number seconds)) {
            return Future.failedFuture(SheetFailures.unavailable("Google answered with what is no token."));
        }
        long life = Math.max(0, Math.min(LONGEST_LIFE_SECONDS, seconds.longValue()));
        return Future.succeededFuture(
                new Token(bearer, clock.instant().plusSeconds(life).minus(MARGIN)));
    }

    private String assertion(ServiceAccount account) {
        Instant issued = clock.instant().minus(SKEW);
        JsonObject claims = new JsonObject()
                .put("iss", account.email())
                .put("scope", SCOPE)
                // As a text: Vert.x's own option would make a list of it.
                .put("aud", AUDIENCE)
                .put("iat", issued.getEpochSecond())
                .put("exp", issued.plus(ASSERTION).getEpochSecond());
        JWTOptions options = new JWTOptions()
                .setAlgorithm("RS256")
                .setNoTimestamp(true)
                .setHeader(new JsonObject().put("kid", account.keyId()));
        PubSecKeyOptions key = new PubSecKeyOptions().setAlgorithm("RS256").setBuffer(account.privateKey());
        return JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(key)).generateToken(claims, options);
    }

    private boolean ended(Token token) {
        return !clock.instant().isBefore(token.until());
    }
}
