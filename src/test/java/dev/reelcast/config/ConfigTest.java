package dev.reelcast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.model.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {

    @Test
    void shippedFileSaysTheDefaults() throws IOException {
        String shipped = Files.readString(Path.of("conf/reelcast.yaml"));

        assertThat(Config.parse(shipped, Map.of())).isEqualTo(Config.parse("", Map.of()));
    }

    @Test
    void environmentOverridesTheFile() {
        Config config = Config.parse(
                "http: {port: 1, public-url: 'https://a.example/'}",
                Map.of("REELCAST_HTTP_PORT", "2", "REELCAST_QUEUE_LEASE", "3s", "HOME", "/tmp"));

        assertThat(config.http().port()).isEqualTo(2);
        assertThat(config.http().publicUrl()).hasToString("https://a.example");
        assertThat(config.queue().lease()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void unknownKeyIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> Config.parse("http: {prot: 1}", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("There is no key \"http.prot\". Did you mean \"http.port\"?");
        assertThatThrownBy(() -> Config.parse("", Map.of("REELCAST_QUEUE_LEESE", "3s")))
                .hasMessageEndingWith("Did you mean REELCAST_QUEUE_LEASE?");
    }

    @Test
    void wrongValueIsRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> Config.parse("http: {port: eighty}", Map.of()))
                .hasMessage("http.port is \"eighty\", but must be a whole number from 0 to 65535.");
        assertThatThrownBy(() -> Config.parse("queue: {lease: 30}", Map.of())).hasMessageContaining("as 500ms, 30s");
        assertThatThrownBy(() -> Config.parse("queue: {stages: [transcribe]}", Map.of()))
                .hasMessageContaining("speech_detection, transcription");
        assertThatThrownBy(() -> Config.parse("- a", Map.of())).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> Config.parse("a: [", Map.of())).hasMessageContaining("not YAML");
    }

    @Test
    void sizesAndStagesAreRead() {
        Config config = Config.parse("{http: {upload-limit: 5GB}, queue: {stages: [transcription]}}", Map.of());

        assertThat(config.http().uploadLimit()).isEqualTo(5_000_000_000L);
        assertThat(config.queue().stages()).containsExactly(Stage.TRANSCRIPTION);
    }
}
