package dev.reelcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.config.Vault;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private final Vault vault = new Vault(new byte[32]);
    private final Credentials credentials = Credentials.random();

    @Test
    void comeBackFromTheDatabaseAsTheyWere() {
        byte[] sealed = credentials.sealed(vault);
        assertThat(Credentials.open(vault, sealed)).contains(credentials);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain(credentials.token(), credentials.secret());
        assertThat(credentials.toString()).doesNotContain(credentials.token(), credentials.secret());
    }

    @Test
    void haveTokensThatNobodyGuesses() {
        assertThat(credentials.token()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(credentials.secret());
        assertThat(Credentials.random()).isNotEqualTo(credentials);
    }
}
