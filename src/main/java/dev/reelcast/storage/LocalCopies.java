package dev.reelcast.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of what is in the bucket, up to a number of bytes; the ones that were not used for longest go first. A copy is
 * handed out as a second name of the same bytes (a hard link) in the taker's own folder: so it can go from here while it is
 * in use there, and nobody has to say when they are done. Several threads, and several processes, may use one folder.
 *
 * <p>A copy is known by its key and the version of what was there, so one that was replaced is never handed out.
 */
final class LocalCopies {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCopies.class);
    private static final int HASH_BYTES = 16;

    /** Writes a file that is not there yet. */
    interface Source {
        void writeTo(Path file) throws IOException;
    }

    private record Entry(Path file, long bytes, FileTime usedAt) {}

    private final Path folder;
    private final long bound;

    /** @param bound bytes; 0 keeps none */
    LocalCopies(Path folder, long bound) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.bound = bound;
    }

    /** A file in the taker's folder: from here, or else from its source, and then kept here. */
    Path take(String key, String version, Path taker, Source source) throws IOException {
        Path target = taker.resolve(name(key, version));
        Path copy = folder.resolve(name(key, version));
        if (Files.exists(target) || link(copy, target)) {
            used(copy);
            return target;
        }
        Path arriving = taker.resolve(name(key, version) + ".part");
        try {
            source.writeTo(arriving);
            Files.move(arriving, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw NoSpaceException.of(e);
        } finally {
            Files.deleteIfExists(arriving);
        }
        if (link(target, copy)) {
            used(copy);
            makeRoom();
        }
        return target;
    }

    /** Takes a file over that was just stored: whoever works on with it here need not get it back. */
    void keep(String key, String version, Path file) throws IOException {
        Path copy = folder.resolve(name(key, version));
        link(file, copy);
        Files.delete(file);
        used(copy);
        makeRoom();
    }

    /** Drops the copies of keys that are no more. Where others have copies, these go when they are not used. */
    void drop(List<String> keys) throws IOException {
        Set<String> hashes = keys.stream().map(LocalCopies::hash).collect(Collectors.toSet());
        for (Entry entry : entries()) {
            String name = entry.file().getFileName().toString();
            if (hashes.contains(name.split("-", 2)[0])) {
                Files.deleteIfExists(entry.file());
            }
        }
    }

    private synchronized void makeRoom() throws IOException {
        List<Entry> oldestFirst = new ArrayList<>(entries());
        oldestFirst.sort(Comparator.comparing(Entry::usedAt));
        long bytes = oldestFirst.stream().mapToLong(Entry::bytes).sum();
        for (Entry entry : oldestFirst) {
            if (bytes <= bound) {
                return;
            }
            Files.deleteIfExists(entry.file());
            bytes -= entry.bytes();
        }
    }

    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try {
                    entries.add(new Entry(file, Files.size(file), Files.getLastModifiedTime(file)));
                } catch (NoSuchFileException gone) {
                    LOG.trace("Another one dropped {}", file);
                }
            }
        }
        return entries;
    }

    /** Whether the bytes have the second name now. Where a file system has no such thing, nothing is kept. */
    private static boolean link(Path from, Path to) {
        try {
            Files.createLink(to, from);
            return true;
        } catch (FileAlreadyExistsException there) {
            return true;
        } catch (IOException | UnsupportedOperationException cannot) {
            LOG.debug("{} was not linked: {}", from, cannot.toString());
            return false;
        }
    }

    private static void used(Path copy) throws IOException {
        try {
            Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
        } catch (NoSuchFileException gone) {
            LOG.trace("Another one dropped {}", copy);
        }
    }

    /** Programs go by a file's extension here and there, so it is kept. */
    private static String name(String key, String version) {
        String last = key.substring(key.lastIndexOf('/') + 1);
        int dot = last.lastIndexOf('.');
        return hash(key) + "-" + hash(version) + (dot < 0 ? "" : last.substring(dot));
    }

    private static String hash(String text) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
