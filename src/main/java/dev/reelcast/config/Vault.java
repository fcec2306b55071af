package dev.reelcast.config;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets for the database, under a key that is not in it: AES-256-GCM. What is sealed is a version, a nonce,
 * and the encrypted bytes with their tag.
 */
public final class Vault {

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /** @param key 32 bytes */
    public Vault(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * @param secret at least one byte
     * @param about what the secret belongs to, possibly empty: sealed for one thing, it opens for no other
     */
    public byte[] close(byte[] secret, byte[] about) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, about).doFinal(secret);
            return ByteBuffer.allocate(1 + NONCE + encrypted.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** Empty when it was sealed under another key, or for something else. */
    public Optional<byte[]> open(byte[] sealed, byte[] about) {
        ByteBuffer from = ByteBuffer.wrap(sealed);
        if (sealed.length <= 1 + NONCE || from.get() != VERSION) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE];
        byte[] encrypted = new byte[sealed.length - 1 - NONCE];
        from.get(nonce).get(encrypted);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce, about).doFinal(encrypted));
        } catch (AEADBadTagException otherKey) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] about) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about);
        return cipher;
    }
}
