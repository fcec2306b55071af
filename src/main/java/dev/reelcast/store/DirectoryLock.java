package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a second server out of a data directory. The operating system lets go of it when this process ends, however. */
final class DirectoryLock {

    /** To close a second channel on the file would give up the first one's lock (fcntl(2)): it must not be opened. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HELD.add(real)) {
            throw taken(directory);
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    real.resolve("reelcast.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return new DirectoryLock(real, channel);
            }
        } catch (IOException e) {
            HELD.remove(real);
            throw e;
        }
        HELD.remove(real);
        channel.close();
        throw taken(directory);
    }

    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(directory);
        }
    }

    private static Failure taken(Path directory) {
        return Failure.of(
                FailureKind.CONFLICT,
                "data_dir_in_use",
                "Another Reelcast uses " + directory + ". Stop it, or set another data.dir.");
    }
}
