package dev.reelcast.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where files wait while they arrive, under names of our own. What an earlier life of the server left is removed. */
final class Incoming {

    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);

    private final Vertx vertx;
    private final Path folder;

    Incoming(Vertx vertx, Path dataDir) {
        this.vertx = vertx;
        this.folder = dataDir.resolve("incoming");
    }

    /** Makes the folder and empties it of what is older than this process. */
    Future<Void> open() {
        return vertx.executeBlocking(
                () -> {
                    Files.createDirectories(folder);
                    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
                    try (Stream<Path> left = Files.list(folder)) {
                        left.forEach(file -> deleteOlder(file, started));
                    }
                    return null;
                },
                false);
    }

    /** A name that nothing has. */
    Path fresh() {
        return folder.resolve(UUID.randomUUID().toString());
    }

    /** Removes a file; one that is not there any more is passed over. */
    Future<Void> discard(Path file) {
        return vertx.executeBlocking(() -> Files.deleteIfExists(file), false)
                .onFailure(kept -> LOG.warn("a file that is not wanted could not be removed: {}", kept.toString()))
                .mapEmpty();
    }

    private static void deleteOlder(Path file, long than) {
        try {
            if (Files.getLastModifiedTime(file).toMillis() < than) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
