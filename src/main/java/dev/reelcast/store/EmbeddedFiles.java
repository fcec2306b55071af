package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that the embedded database leaves in the data directory beside its cluster. Blocks. */
final class EmbeddedFiles {

    private static final int PASSWORD_BYTES = 24;
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path dataDir;

    EmbeddedFiles(Path dataDir) {
        this.dataDir = dataDir;
    }

    Path dataDir() {
        return dataDir;
    }

    Path passwordFile() {
        return dataDir.resolve("keys").resolve("postgres");
    }

    void makeDirectory() throws IOException {
        Files.createDirectories(dataDir, ownerOnly("rwx------"));
        Files.createDirectories(dataDir.resolve("keys"), ownerOnly("rwx------"));
    }

    /**
     * The superuser's password, settled at the first start.
     *
     * @param wanted null for a generated one
     */
    String password(@Nullable String wanted) throws IOException {
        Path file = passwordFile();
        if (!Files.exists(file)) {
            if (Files.exists(dataDir.resolve("postgres").resolve("postmaster.opts"))) {
                throw Failure.of(
                        FailureKind.UNAVAILABLE,
                        "embedded_database_password",
                        "The database's password is missing: restore " + file + " beside the data.");
            }
            write(file, wanted == null ? generated() : wanted);
        }
        String settled = Files.readString(file).trim();
        if (wanted != null && !wanted.equals(settled)) {
            throw Failure.of(
                    FailureKind.INVALID,
                    "embedded_database_password",
                    "database.embedded-password is not the one that the database was made with, which is in " + file
                            + ".");
        }
        return settled;
    }

    private static String generated() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * The port of every start, chosen at the first; another one when someone else has taken it since.
     *
     * @param wanted 0 to choose
     * @throws Failure when the wanted one is taken
     */
    int port(int wanted) throws IOException {
        if (wanted != 0) {
            if (!isFree(wanted)) {
                throw Failure.of(
                        FailureKind.UNAVAILABLE,
                        "embedded_database_port",
                        "The port " + wanted + " of database.embedded-port is taken by another program.");
            }
            return wanted;
        }
        Path file = dataDir.resolve("postgres.port");
        if (Files.exists(file)) {
            String written = Files.readString(file).trim();
            if (written.matches("[0-9]{1,5}") && isFree(Integer.parseInt(written))) {
                return Integer.parseInt(written);
            }
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            write(file, Integer.toString(free.getLocalPort()));
            return free.getLocalPort();
        }
    }

    /**
     * PostgreSQL writes {@code postmaster.opts} when it first runs. A cluster without it has never held any data: the first
     * start was cut off while it was being made.
     */
    void removeUnfinishedCluster(Path cluster) throws IOException {
        if (Files.isDirectory(cluster) && !Files.exists(cluster.resolve("postmaster.opts"))) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(cluster)) {
                all = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : all) {
                Files.delete(path);
            }
        }
    }

    /** The library does not give up its own lock when a start fails; without the file a second one is not kept out. */
    void removeStarterLock(Path cluster) throws IOException {
        Files.deleteIfExists(cluster.resolve("epg-lock"));
    }

    /** The library lets every user of the machine write where it unpacks the programs. */
    void keepProgramsOwn(Path programs) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwx------"));
        }
    }

    static boolean isRoot() {
        try {
            Path self = Path.of("/proc/self");
            return Files.exists(self) && Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux: PostgreSQL itself will say so.
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Whole or not at all, readable by this user alone. */
    private static void write(Path file, String text) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        Files.createFile(whole, ownerOnly("rw-------"));
        Files.writeString(whole, text + "\n");
        Files.move(whole, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
