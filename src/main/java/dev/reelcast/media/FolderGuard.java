package dev.reelcast.media;

import dev.reelcast.media.MediaException.Kind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sees to it that of all that a program writes into a folder only what is wanted is left when it is closed. */
final class FolderGuard implements AutoCloseable {

    private final Path folder;
    private final List<Path> kept = new ArrayList<>();

    /** @throws IllegalArgumentException when the folder is missing, or holds something that is not ours to delete */
    FolderGuard(Path folder) {
        this.folder = folder;
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new IllegalArgumentException("the folder is not empty: " + folder);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("no folder to work in: " + folder, e);
        }
    }

    /** Leaves a file where it is; null is nothing. */
    void keep(@Nullable Path file) {
        if (file != null) {
            kept.add(file);
        }
    }

    /** @throws MediaException when something cannot be deleted */
    @Override
    public void close() {
        try {
            Files.walkFileTree(folder, new Deleting());
        } catch (IOException e) {
            throw new MediaException(Kind.FAILED, "The work folder could not be cleaned.", e);
        }
    }

    /** Links are deleted, not followed. */
    private final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!kept.contains(file)) {
                Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (!visited.equals(folder)) {
                Files.deleteIfExists(visited);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
