package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void makesAKeyThatOnlyItsOwnerCanReadAndKeepsIt() throws IOException {
        Path data = folder.resolve("data");

        byte[] first = Secrets.open(data).tokenKey();
        byte[] second = Secrets.open(data).tokenKey();

        assertThat(first).hasSize(32).isEqualTo(second);
        Path key = data.resolve("keys/jwt");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys"))))
                .isEqualTo("rwx------");
        try (var files = Files.list(data.resolve("keys"))) {
            assertThat(files).containsExactly(key);
        }
    }

    @Test
    void refusesHalfAKey() throws IOException {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.write(keys.resolve("jwt"), new byte[16]);

        assertThatThrownBy(() -> Secrets.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("16 bytes");
    }
}
