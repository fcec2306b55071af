package dev.reelcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VaultTest {

    private final Vault vault = new Vault(new byte[32]);
    private final Credentials credentials = Credentials.random();

    @Test
    void givesBackWhatItWasGiven() {
        assertThat(vault.open(vault.close(credentials))).contains(credentials);
    }

    @Test
    void tellsNobodyElse() {
        byte[] sealed = vault.close(credentials);
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;
        assertThat(new Vault(otherKey).open(sealed)).isEmpty();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(credentials.token(), credentials.secret());
        assertThat(vault.close(credentials)).isNotEqualTo(sealed);
        assertThat(credentials.toString()).doesNotContain(credentials.token(), credentials.secret());
    }

    @Test
    void opensNothingThatWasTamperedWith() {
        byte[] sealed = vault.close(credentials);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(vault.open(changed)).isEmpty();
        }
        assertThat(vault.open(new byte[0])).isEmpty();
        assertThat(vault.open(java.util.Arrays.copyOf(sealed, 13))).isEmpty();
    }

    @Test
    void opensASecretForNothingElseThanWhatItBelongsTo() {
        byte[] sealed = vault.close(new byte[] {1, 2, 3}, new byte[] {7});
        assertThat(vault.open(sealed, new byte[] {7}))
                .hasValueSatisfying(open -> assertThat(open).containsExactly(1, 2, 3));
        assertThat(vault.open(sealed, new byte[] {8})).isEmpty();
        assertThat(vault.open(sealed, new byte[0])).isEmpty();
    }

    @Test
    void makesTokensThatNobodyGuesses() {
        assertThat(credentials.token()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(credentials.secret());
        assertThat(Credentials.random()).isNotEqualTo(credentials);
    }
}
