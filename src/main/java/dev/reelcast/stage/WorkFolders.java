package dev.reelcast.stage;

import dev.reelcast.bus.StageApi.RunStage;
import dev.reelcast.media.ChildProcess;
import dev.reelcast.model.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Where stages work: {@code job/stage/run} under one root that belongs to this server alone. */
public final class WorkFolders {

    private final Path root;

    public WorkFolders(Path root) {
        this.root = root;
    }

    /** Ends the child processes and removes the files that an earlier life of this server left. Blocking. */
    public void sweep() {
        try {
            Files.createDirectories(root);
            ChildProcess.sweep(root);
            // The folder itself stays: it may be a file system of its own, or a link to another disk.
            try (DirectoryStream<Path> left = Files.newDirectoryStream(root)) {
                for (Path each : left) {
                    delete(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The work folder cannot be cleaned.", e);
        }
    }

    Path open(RunStage run) throws IOException {
        return Files.createDirectories(jobFolder(run)
                .resolve(Wire.word(run.stage()))
                .resolve(Long.toString(run.run().number())));
    }

    /** Removes a run's folder, and those above it that it leaves empty. */
    void close(RunStage run, Path folder) throws IOException {
        delete(folder);
        Path above = folder.getParent();
        while (above != null && !above.equals(root) && isEmpty(above)) {
            Files.deleteIfExists(above);
            above = above.getParent();
        }
    }

    private Path jobFolder(RunStage run) {
        return root.resolve(run.run().jobId().toString());
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
