package dev.reelcast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.model.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        for (String written : List.of("transcription=1, ai_analysis=2", "[transcription=1,ai_analysis=2]")) {
            assertThat(Config.parse("", Map.of("REELCAST_QUEUE_STAGE_LIMITS", written))
                            .queue()
                            .stageLimits())
                    .isEqualTo(Map.of(Stage.TRANSCRIPTION, 1, Stage.AI_ANALYSIS, 2));
        }
    }

    @Test
    void whatIsKeptForEverIsEmpty() {
        Config.Retention shipped = Config.parse("", Map.of()).retention();
        Config.Retention set =
                Config.parse("retention: {jobs: 365d, history: }", Map.of()).retention();

        assertThat(shipped.jobs()).isNull();
        assertThat(shipped.history()).isEqualTo(Duration.ofDays(90));
        assertThat(set.jobs()).isEqualTo(Duration.ofDays(365));
        assertThat(set.history()).isNull();
        assertThatThrownBy(() -> Config.parse("retention: {jobs: 1h}", Map.of()))
                .hasMessageStartingWith("retention.jobs is \"1h\"");
    }

    @Test
    void serversThatWorkTogetherSayWhatTheyShare() {
        assertThatThrownBy(() -> Config.parse("cluster: {enabled: true}", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("With cluster.enabled these must be set, the same on every server: database.url, "
                        + "secret (as REELCAST_SECRET), storage.s3.bucket or storage.folder, cluster.members.");
        assertThatThrownBy(() -> Config.parse(
                        "{cluster: {enabled: true, members: ['a:5701']}, storage: {folder: /media}}",
                        Map.of("REELCAST_SECRET", "sixteen letters!", "REELCAST_DATABASE_EMBEDDED_PORT", "5499")))
                .hasMessageEndingWith("on every server: database.url.");
        assertThatThrownBy(() -> Config.parse("secret: short", Map.of())).hasMessageContaining("at least 16");
        assertThatThrownBy(() -> Config.parse("cluster: {members: [nowhere]}", Map.of()))
                .hasMessageContaining("host:port");
    }

    @Test
    void clusterIsReadFromTheEnvironment() {
        Config config = Config.parse(
                "",
                Map.of(
                        "REELCAST_CLUSTER_ENABLED",
                        "true",
                        "REELCAST_CLUSTER_PORT",
                        "5702",
                        "REELCAST_CLUSTER_MEMBERS",
                        "10.0.0.1:5701, [::1]:5702",
                        "REELCAST_SECRET",
                        "sixteen letters!",
                        "REELCAST_DATABASE_URL",
                        "postgresql://u:p@db:5432/reelcast",
                        "REELCAST_STORAGE_FOLDER",
                        "/srv/media"));

        assertThat(config.cluster().port()).isEqualTo(5702);
        assertThat(config.cluster().members()).containsExactly("10.0.0.1:5701", "[::1]:5702");
        assertThat(config.storage().folder()).isEqualTo(Path.of("/srv/media"));
    }

    @Test
    void bucketNeedsItsKeys() {
        assertThatThrownBy(() -> Config.parse("storage: {s3: {bucket: media}}", Map.of()))
                .hasMessage("storage.s3 needs all of storage.s3.bucket, storage.s3.access-key and "
                        + "storage.s3.secret-key.");
        assertThatThrownBy(() -> Config.parse(
                        "storage: {s3: {bucket: b, access-key: a, secret-key: s, prefix: ../x}}", Map.of()))
                .hasMessageContaining("storage.s3.prefix");

        Config config =
                Config.parse("storage: {s3: {bucket: b, access-key: a, secret-key: s, prefix: one/two}}", Map.of());

        assertThat(config.storage().s3()).isEqualTo(new Config.S3(null, "us-east-1", "b", "a", "s", "one/two/", true));
    }

    @Test
    void exampleOfTwoServersHoldsTogether() throws IOException {
        Config one = Config.parse(Files.readString(Path.of("conf/cluster/one.yaml")), Map.of());
        Config two = Config.parse(Files.readString(Path.of("conf/cluster/two.yaml")), Map.of());

        assertThat(two.database().url())
                .hasToString("postgresql://postgres:" + one.database().embeddedPassword() + "@127.0.0.1:"
                        + one.database().embeddedPort() + "/postgres");
        assertThat(two.secret()).isEqualTo(one.secret());
        assertThat(two.storage()).isEqualTo(one.storage());
        assertThat(two.cluster().members()).isEqualTo(one.cluster().members());
        assertThat(two.dataDir()).isNotEqualTo(one.dataDir());
        assertThat(one.http().host())
                .isEqualTo("127.0.0.1")
                .isEqualTo(two.http().host());
    }
}
