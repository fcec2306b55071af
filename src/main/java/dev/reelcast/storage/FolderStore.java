package dev.reelcast.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/** Objects as files of one folder, a key being the path within it. Several processes may share the folder. */
public final class FolderStore implements MediaStore {

    /** Where a copy grows before it is renamed into place; a key cannot begin with a dot, so none leads here. */
    private static final String INCOMING = ".incoming";

    /** Where what is delivered is, a folder for each bucket. */
    private static final String BUCKETS = "buckets";

    private static final int PLACE_TRIES = 20;

    private final Path root;

    /**
     * @param folder created when it is missing; may be reached through a symbolic link
     * @throws IOException when it cannot be created, or is no folder
     */
    public FolderStore(Path folder) throws IOException {
        Files.createDirectories(folder);
        this.root = folder.toRealPath();
        Files.createDirectories(root.resolve(INCOMING));
        sweepIncoming();
    }

    @Override
    public void put(String key, Path file) throws IOException {
        Path target = path(key);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException("what is to be stored is no regular file");
        }
        try {
            flush(file);
            place(target, file);
        } catch (IOException e) {
            throw NoSpaceException.of(e);
        }
    }

    @Override
    public Path local(String key, Path folder) throws IOException {
        return file(key);
    }

    @Override
    public Optional<Path> inPlace(String key) throws IOException {
        return Optional.of(file(key));
    }

    @Override
    public InputStream open(String key, long offset, long length) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file(key), StandardOpenOption.READ);
        try {
            channel.position(offset);
        } catch (IOException | IllegalArgumentException e) {
            channel.close();
            throw e;
        }
        return new PartStream(Channels.newInputStream(channel), length);
    }

    @Override
    public OptionalLong size(String key) throws IOException {
        Path file = path(key);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? OptionalLong.of(Files.size(file))
                : OptionalLong.empty();
    }

    @Override
    public void delete(String key) throws IOException {
        Path path = path(key);
        Files.deleteIfExists(path);
        dropEmpty(parent(path));
    }

    @Override
    public void deleteBelow(String prefix) throws IOException {
        Path folder = path(prefix);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
        dropEmpty(parent(folder));
    }

    @Override
    public String deliver(String bucket, String key, Path file) throws IOException {
        String delivered = BUCKETS + "/" + bucket + "/" + key;
        put(delivered, file);
        return delivered;
    }

    @Override
    public long freeBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    @Override
    public void close() {
        // A folder is not open.
    }

    private Path file(String key) throws IOException {
        Path file = path(key);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(key);
        }
        return file;
    }

    /** Another thread may drop the folder as empty between its making and the move: then both are done again. */
    private void place(Path target, Path source) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                Files.createDirectories(parent(target));
                move(target, source);
                return;
            } catch (NoSuchFileException | FileAlreadyExistsException dropped) {
                if (tries == PLACE_TRIES) {
                    throw dropped;
                }
            }
        }
    }

    private void move(Path target, Path source) throws IOException {
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Path incoming = root.resolve(INCOMING).resolve(UUID.randomUUID().toString());
            try {
                Files.copy(source, incoming);
                flush(incoming);
                Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(incoming);
            }
            Files.delete(source);
        }
    }

    /** To the disk itself, so that after a power cut a name never stands for less than the whole object. */
    private static void flush(Path file) throws IOException {
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }

    /** The key's place in the folder. A symbolic link on the way there would lead out of it, so it is refused. */
    private Path path(String key) throws IOException {
        Path path = root;
        for (String part : Keys.require(key).split("/")) {
            path = path.resolve(part);
            if (Files.isSymbolicLink(path)) {
                throw new IOException("a symbolic link stands where the media store keeps its files");
            }
        }
        return path;
    }

    private void dropEmpty(Path folder) throws IOException {
        try {
            for (Path empty = folder; !empty.equals(root); empty = parent(empty)) {
                Files.deleteIfExists(empty);
            }
        } catch (DirectoryNotEmptyException inUse) {
            return;
        }
    }

    private Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? root : parent;
    }

    /** What a process that died left half copied. Younger ones may be another process's, at work. */
    private void sweepIncoming() throws IOException {
        Instant old = Instant.now().minus(Duration.ofDays(1));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(root.resolve(INCOMING))) {
            for (Path copy : left) {
                if (Files.getLastModifiedTime(copy).toInstant().isBefore(old)) {
                    Files.deleteIfExists(copy);
                }
            }
        }
    }
}
