package dev.reelcast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VaultTest {

    private static final byte[] SECRET = "a secret that nobody guesses".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ABOUT = {7};

    private final Vault vault = new Vault(new byte[32]);

    @Test
    void givesBackWhatItWasGiven() {
        assertThat(vault.open(vault.close(SECRET, ABOUT), ABOUT))
                .hasValueSatisfying(open -> assertThat(open).isEqualTo(SECRET));
    }

    @Test
    void opensASecretForNothingElseThanWhatItBelongsTo() {
        byte[] sealed = vault.close(SECRET, ABOUT);
        assertThat(vault.open(sealed, new byte[] {8})).isEmpty();
        assertThat(vault.open(sealed, new byte[0])).isEmpty();
    }

    @Test
    void tellsNobodyElse() {
        byte[] sealed = vault.close(SECRET, ABOUT);
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;
        assertThat(new Vault(otherKey).open(sealed, ABOUT)).isEmpty();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(vault.close(SECRET, ABOUT)).isNotEqualTo(sealed);
    }

    @Test
    void opensNothingThatWasTamperedWith() {
        byte[] sealed = vault.close(SECRET, ABOUT);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(vault.open(changed, ABOUT)).isEmpty();
        }
        assertThat(vault.open(new byte[0], ABOUT)).isEmpty();
        assertThat(vault.open(Arrays.copyOf(sealed, 13), ABOUT)).isEmpty();
    }
}
