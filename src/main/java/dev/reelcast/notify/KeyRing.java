package dev.reelcast.notify;

import dev.reelcast.config.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Seals the keys of webhooks, each for its webhook alone. */
final class KeyRing {

    private final Vault vault;

    KeyRing(Vault vault) {
        this.vault = vault;
    }

    byte[] seal(UUID webhookId, SigningKey key) {
        return vault.close(key.bytes(), about(webhookId));
    }

    /** Empty when it was sealed under another key, or for another webhook. */
    Optional<SigningKey> open(UUID webhookId, byte[] sealed) {
        return vault.open(sealed, about(webhookId)).map(SigningKey::new);
    }

    private static byte[] about(UUID webhookId) {
        return ("webhook " + webhookId).getBytes(StandardCharsets.UTF_8);
    }
}
