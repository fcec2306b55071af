package dev.reelcast.http;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts keys for a place that others can read: AES-256-GCM under a key that is derived from the servers' secret
 * (PBKDF2, HMAC with SHA-512). A sealed key is a version, a salt, a nonce and the encrypted bytes with their tag; it is
 * bound to its name.
 */
final class Seal {

    private static final byte VERSION = 1;
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;
    private static final int ITERATIONS = 210_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String secret;

    Seal(String secret) {
        this.secret = secret;
    }

    /** Dear on purpose: a tenth of a second or more. */
    byte[] close(String name, byte[] key) {
        byte[] salt = random(SALT);
        byte[] nonce = random(NONCE);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, name, salt, nonce).doFinal(key);
            return ByteBuffer.allocate(1 + SALT + NONCE + encrypted.length)
                    .put(VERSION)
                    .put(salt)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM and PBKDF2", e);
        }
    }

    /** @throws Failure when it was sealed with another secret, or under another name */
    byte[] open(String name, byte[] sealed) {
        ByteBuffer from = ByteBuffer.wrap(sealed);
        if (sealed.length <= 1 + SALT + NONCE || from.get() != VERSION) {
            throw Failure.of(
                    FailureKind.INTERNAL, "sealed_key", "The key " + name + " in the database is of another version.");
        }
        byte[] salt = new byte[SALT];
        byte[] nonce = new byte[NONCE];
        byte[] encrypted = new byte[sealed.length - 1 - SALT - NONCE];
        from.get(salt).get(nonce).get(encrypted);
        try {
            return cipher(Cipher.DECRYPT_MODE, name, salt, nonce).doFinal(encrypted);
        } catch (AEADBadTagException wrong) {
            throw Failure.of(
                    FailureKind.INVALID,
                    "wrong_secret",
                    "The secret (REELCAST_SECRET) is not the one that the keys in the database were encrypted with.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM and PBKDF2", e);
        }
    }

    private Cipher cipher(int mode, String name, byte[] salt, byte[] nonce) throws GeneralSecurityException {
        PBEKeySpec words = new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, KEY_BITS);
        SecretKey derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(words);
        words.clearPassword();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived.getEncoded(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
