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
    void makesKeysThatOnlyTheirOwnerCanReadAndKeepsThem() throws IOException {
        Path data = folder.resolve("data");

        Secrets first = Secrets.open(data);
        Secrets second = Secrets.open(data);

        assertThat(first.tokenKey()).hasSize(32).isEqualTo(second.tokenKey());
        assertThat(first.hubKey()).hasSize(32).isEqualTo(second.hubKey()).isNotEqualTo(first.tokenKey());
        assertThat(first.sheetKey())
                .hasSize(32)
                .isEqualTo(second.sheetKey())
                .isNotEqualTo(first.hubKey())
                .isNotEqualTo(first.tokenKey());
        Path[] keys = {data.resolve("keys/jwt"), data.resolve("keys/hubs"), data.resolve("keys/sheets")};
        for (Path key : keys) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("keys"))))
                .isEqualTo("rwx------");
        try (var files = Files.list(data.resolve("keys"))) {
            assertThat(files).containsExactlyInAnyOrder(keys);
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
