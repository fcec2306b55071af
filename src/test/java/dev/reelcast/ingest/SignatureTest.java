package dev.reelcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    /** RFC 2202 and RFC 4231, their second cases. */
    private static final String SECRET = "Jefe";

    private static final byte[] BODY = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
    private static final String SHA1 = "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79";
    private static final String SHA256 = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    private static boolean matches(String... headers) {
        return Signature.matches(List.of(headers), SECRET, BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {SHA1, SHA256, " sha1 = effcdf6ae5eb2fa2d27416d5f184df9c259a7c79 "})
    void believesWhoKnowsTheSecret(String header) {
        assertThat(matches(header)).isTrue();
        assertThat(matches(header.toUpperCase(java.util.Locale.ROOT))).isTrue();
    }

    @Test
    void believesNobodyElse() {
        assertThat(matches()).isFalse();
        assertThat(matches(SHA1, SHA256)).isFalse();
        assertThat(matches(SHA1.replace("sha1", "sha256"))).isFalse();
        assertThat(matches(SHA1.replace("sha1", "md5"))).isFalse();
        assertThat(matches(SHA256.substring(0, 47))).isFalse();
        assertThat(matches(SHA256.replace("5bdc", "5bdd"))).isFalse();
        assertThat(Signature.matches(List.of(SHA1), "jefe", BODY)).isFalse();
    }
}
