package dev.reelcast.ingest;

import dev.reelcast.bus.SubscriptionStoreApi.TokenHash;
import dev.reelcast.config.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * What only we and the hub know of a subscription.
 *
 * @param token in the callback's URL: 32 random bytes in Base64 for URLs
 * @param secret that notices are signed with, as the hub is told it: 32 random bytes in Base64 for URLs
 */
record Credentials(String token, String secret) {

    private static final int BYTES = 32;
    private static final byte[] NOTHING_ELSE = {};
    private static final SecureRandom RANDOM = new SecureRandom();

    static Credentials random() {
        return new Credentials(text(randomBytes()), text(randomBytes()));
    }

    /** What a token is looked up by. */
    static TokenHash hash(String token) {
        try {
            return new TokenHash(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Empty when they were sealed under another key. */
    static Optional<Credentials> open(Vault vault, byte[] sealed) {
        return vault.open(sealed, NOTHING_ELSE).map(Credentials::of);
    }

    /** As they stand in the database. */
    byte[] sealed(Vault vault) {
        return vault.close(bytes(), NOTHING_ELSE);
    }

    private static Credentials of(byte[] bytes) {
        ByteBuffer both = ByteBuffer.wrap(bytes);
        byte[] token = new byte[BYTES];
        byte[] secret = new byte[BYTES];
        both.get(token).get(secret);
        return new Credentials(text(token), text(secret));
    }

    private byte[] bytes() {
        Base64.Decoder decoder = Base64.getUrlDecoder();
        return ByteBuffer.allocate(2 * BYTES)
                .put(decoder.decode(token))
                .put(decoder.decode(secret))
                .array();
    }

    /** Never shown, not even by accident. */
    @Override
    public String toString() {
        return "Credentials";
    }

    private static byte[] randomBytes() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return random;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
