package dev.reelcast.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the calls of one webhook are signed with (Standard Webhooks 1.0, symmetric): 32 random bytes. */
final class SigningKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    SigningKey(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static SigningKey random() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return new SigningKey(random);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** As the receiver needs it. */
    String secret() {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The header {@code webhook-signature}.
     *
     * @param id of the message
     * @param timestamp of the attempt, seconds since 1970
     * @param body as it is sent
     */
    String signature(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Never shown by accident. */
    @Override
    public String toString() {
        return "SigningKey";
    }
}
