package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that stands still for two leases, as in a long pause of its machine, while another takes its job over. */
class FrozenServerIT {

    private static final Path RECORDING = Path.of("src/test/resources/media/speech-music-silence.opus");
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TWO_LEASES = LEASE.multipliedBy(2);

    /** A server with data of its own and gates of its own. */
    private static final class Node implements AutoCloseable {
        final StageGates gates;
        final SpokenServices services;
        final ServerProcess server;
        final ApiClient client;

        Node(Path folder, Path media, String database) throws IOException {
            Path data = Files.createDirectories(folder.resolve("data"));
            Files.createSymbolicLink(data.resolve("media"), media);
            gates = new StageGates(folder);
            services = new SpokenServices(gates);
            server = new ServerProcess(
                    data,
                    Map.of(
                            "REELCAST_DATABASE_URL", database,
                            "REELCAST_TOOLS_FFMPEG", gates.program("ffmpeg").toString(),
                            "REELCAST_TRANSCRIPTION_URL", services.transcriptionUrl(),
                            "REELCAST_ANALYSIS_URL", services.analysisUrl()));
            client = new ApiClient(server.address());
        }

        @Override
        public void close() throws Exception {
            gates.openAll();
            server.close();
            services.close();
        }
    }

    @TempDir
    Path folder;

    private Path media;
    private JobTables tables;
    private Node first;
    private Node second;

    @BeforeEach
    void start() throws Exception {
        Programs.require("ffmpeg");
        String database = TestDatabase.createUrl();
        tables = new JobTables(database);
        media = Files.createDirectory(folder.resolve("media"));
        first = new Node(folder.resolve("first"), media, database);
        second = new Node(folder.resolve("second"), media, database);
        first.server.start();
        first.client.signUp();
    }

    @AfterEach
    void stop() throws Exception {
        Closing.all(first, second, tables);
    }

    @Test
    void wokenServerEndsItsProgramAndWritesNothing() throws Exception {
        first.gates.shut("audio_processing");
        String id = first.client.upload(RECORDING, "talk.wav", Map.of()).json().getString("id");
        first.client.awaitJob(id, job -> job.getString("stage").equals("audio_processing"));
        await().atMost(SOON).until(() -> !first.server.children().isEmpty());
        startSecond();

        long since = System.nanoTime();
        first.server.freeze();
        second.client.completed(id);
        awaitTwoLeases(since);
        assertThat(first.server.children()).isNotEmpty();
        String before = everythingOf(id);
        first.server.thaw();

        await().atMost(SOON).until(() -> first.server.children().isEmpty());
        await().atMost(SOON).until(() -> first.server.workFiles().isEmpty());
        assertStaysAsItIs(id, before);
        assertTakenOverOnce(id, "audio_processing");
    }

    @Test
    void resultThatCameMeanwhileIsRefusedWhileTheOtherWorks() throws Exception {
        first.gates.shut(SpokenServices.ANALYSIS);
        String id = first.client
                .post("/api/jobs", new JsonObject().put("transcript", "Welcome to the show. It is about queues."))
                .json()
                .getString("id");
        await().atMost(SOON).until(() -> first.gates.waiting(SpokenServices.ANALYSIS) == 1);
        startSecond();
        second.gates.shut(SpokenServices.ANALYSIS);

        long since = System.nanoTime();
        first.server.freeze();
        await().atMost(SOON).until(() -> second.gates.waiting(SpokenServices.ANALYSIS) == 1);
        first.gates.openAll();
        awaitTwoLeases(since);
        String before = everythingOf(id);
        first.server.thaw();

        await().atMost(SOON).until(() -> first.server.workFiles().isEmpty());
        assertStaysAsItIs(id, before);
        assertThat(tables.status(id)).isEqualTo("processing");
        second.gates.openAll();
        second.client.completed(id);
        assertTakenOverOnce(id, "ai_analysis");
    }

    /** Only now, so that the job is the first one's. */
    private void startSecond() throws IOException {
        second.server.start();
        second.client.signIn();
    }

    private static void awaitTwoLeases(long since) {
        await().atMost(SOON).until(() -> System.nanoTime() - since > TWO_LEASES.toNanos());
    }

    /** Whatever a run may write, but for the lease, which the one that works goes on renewing. */
    private String everythingOf(String id) {
        return tables.list("""
                select json_build_array(jobs.status, jobs.stage, jobs.attempt, jobs.run, jobs.last_seq, jobs.message,
                  jobs.result, jobs.error,
                  (select json_agg(job_events order by seq) from job_events where job_id = jobs.id),
                  (select json_agg(job_attempts order by run) from job_attempts where job_id = jobs.id),
                  (select json_agg(job_stages order by stage) from job_stages where job_id = jobs.id),
                  (select json_agg(job_logs order by seq) from job_logs where job_id = jobs.id),
                  (select json_agg(job_metadata) from job_metadata where job_id = jobs.id),
                  (select json_agg(job_analysis) from job_analysis where job_id = jobs.id),
                  (select json_agg(job_publishing) from job_publishing where job_id = jobs.id),
                  (select json_agg(job_files order by name) from job_files where job_id = jobs.id),
                  (select json_agg(episodes) from episodes where job_id = jobs.id))
                from jobs
                where id = ?
                """, row -> row.getString(1), UUID.fromString(id)).get(0) + stored();
    }

    /** What is in the storage of both, with sizes and times. */
    private String stored() {
        try (Stream<Path> files = Files.walk(media)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append('\n').append(file).append(' ').append(Files.size(file));
                all.append(' ').append(Files.getLastModifiedTime(file));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertStaysAsItIs(String id, String before) {
        await().during(LEASE)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(everythingOf(id)).isEqualTo(before));
    }

    private void assertTakenOverOnce(String id, String stage) {
        assertThat(tables.attempts(id))
                .filteredOn(attempt -> attempt.stage().equals(stage))
                .containsExactly(new JobTables.Attempt(stage, 1, "lost"), new JobTables.Attempt(stage, 2, "done"));
        assertThat(tables.attempts(id))
                .filteredOn(attempt -> !attempt.stage().equals(stage))
                .allMatch(attempt -> attempt.number() == 1 && attempt.outcome().equals("done"));
        assertThat(tables.episodes(id)).isEqualTo(1);
        tables.assertWholeHistory(id);
    }
}
