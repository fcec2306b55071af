package dev.reelcast.http;

import dev.reelcast.model.StoredFile;
import dev.reelcast.storage.MediaStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what was sent into storage, off the event loop, before anything refers to it. */
final class Shelf {

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    private final Vertx vertx;
    private final MediaStore store;

    Shelf(Vertx vertx, MediaStore store) {
        this.vertx = vertx;
        this.store = store;
    }

    /** A job's own file, known by a name that is ours. */
    Future<StoredFile> ofJob(UUID jobId, String name, String kind, String contentType, Path file) {
        return put("jobs/" + jobId + "/0/" + name, name, kind, contentType, file);
    }

    /** Takes a file over; see {@link MediaStore#put}. */
    Future<StoredFile> put(String key, String name, String kind, String contentType, Path file) {
        return run(() -> {
            long bytes = Files.size(file);
            store.put(key, file);
            return new StoredFile(name, kind, key, contentType, bytes);
        });
    }

    /** Forgets everything of a job that did not come to be. */
    Future<Void> forgetJob(UUID jobId) {
        return run(() -> {
                    store.deleteBelow("jobs/" + jobId);
                    return null;
                })
                .onFailure(kept -> LOG.warn("files of a refused job could not be removed: {}", kept.toString()))
                .mapEmpty();
    }

    /** Forgets a file that nothing refers to any more. */
    Future<Void> forget(StoredFile file) {
        return run(() -> {
                    store.delete(file.storageKey());
                    return null;
                })
                .onFailure(kept -> LOG.warn("a replaced file could not be removed: {}", kept.toString()))
                .mapEmpty();
    }

    /** A file's first bytes. */
    Future<byte[]> head(Path file) {
        return run(() -> {
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(MediaTypes.HEAD);
            }
        });
    }

    /** All of a small file. */
    Future<byte[]> bytes(Path file) {
        return run(() -> Files.readAllBytes(file));
    }

    /** A small file's text. */
    Future<String> text(Path file) {
        return run(() -> Files.readString(file, StandardCharsets.UTF_8));
    }

    Future<Void> write(Path file, String text) {
        return run(() -> Files.writeString(file, text)).mapEmpty();
    }

    /** Copies something that came with the server. */
    Future<Void> copyResource(String resource, Path file) {
        return run(() -> copy(resource, file)).mapEmpty();
    }

    private static long copy(String resource, Path file) throws IOException {
        try (InputStream in = Shelf.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new NoSuchFileException(resource);
            }
            return Files.copy(in, file);
        }
    }

    private <T> Future<T> run(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
