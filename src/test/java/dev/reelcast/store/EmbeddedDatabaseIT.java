package dev.reelcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.bus.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    private static final Duration QUICK = Duration.ofSeconds(10);

    @TempDir
    Path dataDir;

    private final List<EmbeddedDatabase> started = new ArrayList<>();
    private final List<Process> children = new ArrayList<>();

    /** Unpacking the programs takes seconds; all tests of this machine share them. */
    @BeforeEach
    void sharePrograms() throws IOException {
        Path programs =
                Files.createDirectories(Path.of("target", "test-postgres-bin").toAbsolutePath());
        Files.createSymbolicLink(dataDir.resolve("postgres-bin"), programs);
    }

    @AfterEach
    void stop() throws Exception {
        started.forEach(EmbeddedDatabase::stop);
        for (Process child : children) {
            child.destroyForcibly().waitFor();
        }
        new Orphan(dataDir.resolve("postgres")).end();
    }

    @Test
    void keepsItsDataItsPortAndItsPasswordOverARestart() {
        String url = start();
        run(url, "create table kept (value int); insert into kept values (7)");
        stopAll();
        String again = start();
        assertThat(again).isEqualTo(url);
        assertThat(read(again, "select value from kept")).isEqualTo("7");
    }

    @Test
    void isSafeAgainstAPowerCutAndClosedToOthers() throws IOException {
        String url = start();
        assertThat(read(url, "show fsync")).isEqualTo("on");
        assertThat(read(url, "show synchronous_commit")).isEqualTo("on");
        assertThat(read(url, "show max_connections")).isEqualTo("60");
        assertThat(read(url, "show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(read(url, "select lower('ÄÖ')")).isEqualTo("äö");
        String open = url.replaceAll("postgres:[0-9a-f]+@", "postgres:guess@");
        assertThatThrownBy(() -> run(open, "select 1")).hasMessageContaining("password");
        Path password = dataDir.resolve("keys").resolve("postgres");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve("postgres-bin"))))
                .isEqualTo("rwx------");
    }

    @Test
    void comesBackAfterThePostmasterWasKilled() throws Exception {
        String url = start();
        run(url, "create table kept (value int); insert into kept values (7)");
        ProcessHandle postmaster = postmaster();
        postmaster.destroyForcibly();
        postmaster.onExit().get(10, TimeUnit.SECONDS);
        stopAll();
        assertThat(readWithinTenSeconds("select value from kept")).isEqualTo("7");
    }

    @Test
    void endsTheOrphanOfAKilledServerAndGoesOnWithItsData() throws Exception {
        Process server = startInItsOwnProcess();
        String url = urlOf(server);
        run(url, "create table kept (value int); insert into kept values (7)");
        ProcessHandle orphan = postmaster();
        server.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();
        assertThat(readWithinTenSeconds("select value from kept")).isEqualTo("7");
        assertThat(orphan.isAlive()).isFalse();
    }

    @Test
    void comesBackAfterServerAndPostmasterWereKilled() throws Exception {
        Process server = startInItsOwnProcess();
        run(urlOf(server), "create table kept (value int); insert into kept values (7)");
        ProcessHandle postmaster = postmaster();
        server.destroyForcibly().waitFor();
        postmaster.destroyForcibly();
        postmaster.onExit().get(10, TimeUnit.SECONDS);
        assertThat(readWithinTenSeconds("select value from kept")).isEqualTo("7");
    }

    @Test
    void isNotKeptFromStartingByAProcessThatGotThePidOfAnEarlierLife() throws Exception {
        start();
        Path note = dataDir.resolve("postgres").resolve("postmaster.pid");
        List<String> lines = Files.readAllLines(note);
        stopAll();
        Process other = new ProcessBuilder("sleep", "60").start();
        children.add(other);
        lines.set(0, Long.toString(other.pid()));
        Files.write(note, lines);
        assertThat(readWithinTenSeconds("select 1")).isEqualTo("1");
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void startsAnewWhenTheFirstStartWasCutOff() throws Exception {
        Path cluster = Files.createDirectories(dataDir.resolve("postgres").resolve("base"));
        Files.writeString(cluster.resolveSibling("PG_VERSION"), "17\n");
        assertThat(readWithinTenSeconds("select 1")).isEqualTo("1");
    }

    @Test
    void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
        URI first = URI.create(start());
        stopAll();
        try (ServerSocket other = new ServerSocket(first.getPort(), 1, InetAddress.getLoopbackAddress())) {
            URI second = URI.create(start());
            assertThat(second.getPort()).isNotEqualTo(other.getLocalPort());
            assertThat(read(second.toString(), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesASecondServerOnTheSameDirectory() throws Exception {
        start();
        EmbeddedDatabase second = new EmbeddedDatabase(dataDir);
        assertThatThrownBy(second::start)
                .isInstanceOf(Failure.class)
                .hasMessage("Another Reelcast uses " + dataDir + ". Stop it, or set another data.dir.");
        Process third = startInItsOwnProcess();
        assertThat(third.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(third.exitValue()).isNotZero();
        assertThat(new String(third.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Another Reelcast uses");
    }

    private String start() {
        EmbeddedDatabase database = new EmbeddedDatabase(dataDir);
        String url = database.start();
        started.add(database);
        return url;
    }

    private void stopAll() {
        started.forEach(EmbeddedDatabase::stop);
        started.clear();
    }

    private String readWithinTenSeconds(String query) {
        Instant begin = Instant.now();
        String value = read(start(), query);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(QUICK);
        return value;
    }

    private Process startInItsOwnProcess() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedDatabaseMain.class.getName(),
                        dataDir.toString())
                .start();
        children.add(process);
        return process;
    }

    private static String urlOf(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.startsWith("URL ")) {
            line = output.readLine();
        }
        assertThat(line).isNotNull();
        return String.valueOf(line).substring("URL ".length());
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(dataDir.resolve("postgres").resolve("postmaster.pid"))
                .get(0);
        return ProcessHandle.of(Long.parseLong(pid.trim())).orElseThrow();
    }

    private static void run(String url, String statements) {
        read(url, statements + "; select 1");
    }

    private static String read(String url, String query) {
        URI parts = URI.create(url);
        String password = parts.getUserInfo().substring(parts.getUserInfo().indexOf(':') + 1);
        String jdbc = "jdbc:postgresql://127.0.0.1:" + parts.getPort() + parts.getPath();
        try (Connection connection = DriverManager.getConnection(jdbc, "postgres", password);
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(query);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
