package dev.reelcast.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Files by key. A key is one or more names joined by slashes; a name has letters, digits, dots, dashes and underscores, and
 * begins with no dot; a key of another form is an {@link IllegalArgumentException} in every method. Every method may fail
 * with {@link StorageUnavailableException} when the files are elsewhere. Implementations are thread-safe and blocking.
 */
public interface MediaStore extends AutoCloseable {

    /**
     * Takes a finished file over: it is gone from where it was, and under its key whole or not at all. A file that was
     * there before is replaced at once, as when a stage runs again; after a failure the given file is as it was.
     *
     * @throws NoSpaceException when there is no room
     */
    void put(String key, Path file) throws IOException;

    /**
     * A file that programs can read, not to be changed, good until the key is replaced or deleted. A store that keeps its
     * files elsewhere puts a copy into the folder, which stays until the caller removes it.
     *
     * @param folder of the caller's own
     * @throws NoSuchFileException when there is none under the key
     * @throws NoSpaceException when a copy is needed and has no room
     */
    Path local(String key, Path folder) throws IOException;

    /**
     * The file itself, where the store keeps its files on this machine; empty where {@link #open} is the way to it.
     *
     * @throws NoSuchFileException when there is none under the key
     */
    Optional<Path> inPlace(String key) throws IOException;

    /**
     * A part of a file, without a local copy; to be closed by the caller.
     *
     * @param offset first byte, 0 or more; past the end there is nothing to read
     * @param length bytes at most, 0 or more
     * @throws NoSuchFileException when there is none under the key
     */
    InputStream open(String key, long offset, long length) throws IOException;

    /** The length in bytes, empty when there is no file under the key. */
    OptionalLong size(String key) throws IOException;

    /** Whether there is a file under the key. */
    default boolean exists(String key) throws IOException {
        return size(key).isPresent();
    }

    /** Forgets a key; one that is unknown is passed over. */
    void delete(String key) throws IOException;

    /** Forgets every key below a prefix that ends where a name ends. */
    void deleteBelow(String prefix) throws IOException;

    /**
     * Takes a finished file over as a copy for somebody: into another bucket, or the folder of its name. It is not ours any
     * more, and never deleted.
     *
     * @param bucket small letters, digits and dashes
     * @return where it is, for people
     * @throws NoBucketException when there is no such bucket, or it may not be written to
     * @throws NoSpaceException when there is no room
     */
    String deliver(String bucket, String key, Path file) throws IOException;

    /** How many bytes can still be put, or {@link Long#MAX_VALUE} when that is not known. */
    long freeBytes() throws IOException;

    /** Ends what the store holds open; nothing can be asked of it any more. */
    @Override
    void close();
}
