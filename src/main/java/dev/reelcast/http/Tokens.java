package dev.reelcast.http;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Makes and checks tokens. An access token is a JWT (RFC 7519), HS256 and nothing else, good for minutes and never looked
 * up. A refresh token is 256 random bits; what is stored is its SHA-256.
 */
final class Tokens {

    private static final String ALGORITHM = "HS256";
    private static final String ISSUER = "reelcast";
    private static final String AUDIENCE = "reelcast-api";
    private static final String TYPE = "access";
    private static final int LEEWAY_SECONDS = 5;
    private static final int MAX_LENGTH = 2_048;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param expiresAt when an access token ends */
    record Access(UUID userId, Instant expiresAt) {}

    private final JWTAuth jwt;
    private final Duration life;

    Tokens(Vertx vertx, Secrets secrets, Duration life) {
        this.life = life;
        PubSecKeyOptions key = new PubSecKeyOptions()
                .setAlgorithm(ALGORITHM)
                .setBuffer(Buffer.buffer(Base64.getUrlEncoder().encodeToString(secrets.tokenKey())));
        this.jwt = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(key)
                        .setJWTOptions(new JWTOptions()
                                .setAlgorithm(ALGORITHM)
                                .setIssuer(ISSUER)
                                .addAudience(AUDIENCE)
                                .setLeeway(LEEWAY_SECONDS)));
    }

    /** How long an access token is good for. */
    Duration life() {
        return life;
    }

    /** A new access token. */
    String access(UUID userId) {
        JWTOptions options = new JWTOptions()
                .setAlgorithm(ALGORITHM)
                .setSubject(userId.toString())
                .setIssuer(ISSUER)
                .addAudience(AUDIENCE)
                .setExpiresInSeconds(Math.toIntExact(life.toSeconds()));
        return jwt.generateToken(new JsonObject().put("typ", TYPE), options);
    }

    /**
     * Who an access token stands for. Fails with {@link FailureKind#UNAUTHENTICATED} when it is not one of ours, has
     * ended, or lacks a claim that ours have.
     */
    Future<Access> check(String token) {
        if (token.length() > MAX_LENGTH) {
            return Future.failedFuture(refused());
        }
        // Whatever is thrown at claims of a wrong type becomes a failed future here.
        return Future.succeededFuture(new TokenCredentials(token))
                .compose(jwt::authenticate)
                .map(user -> access(user.attributes().getJsonObject("accessToken")))
                .recover(wrong -> Future.failedFuture(refused()));
    }

    /** A new refresh token. */
    static String refresh() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** What is stored of a refresh token. */
    static byte[] hash(String refreshToken) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(refreshToken.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Access access(JsonObject claims) {
        Long expires = claims.getLong("exp");
        String subject = claims.getString("sub");
        boolean ours = TYPE.equals(claims.getString("typ"))
                && ISSUER.equals(claims.getString("iss"))
                && claims.getValue("aud") != null;
        if (!ours || expires == null || subject == null) {
            throw refused();
        }
        UUID userId = Ids.parse(subject).orElseThrow(Tokens::refused);
        return new Access(userId, Instant.ofEpochSecond(expires));
    }

    static Failure refused() {
        return Failure.of(FailureKind.UNAUTHENTICATED, "Sign in first.");
    }
}
