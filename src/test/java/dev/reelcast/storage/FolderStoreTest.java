package dev.reelcast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderStoreTest {

    private static final String KEY = "jobs/018f-1/1/talk.mp3";

    @TempDir
    Path folder;

    private Path root;
    private FolderStore store;

    @BeforeEach
    void open() throws IOException {
        root = folder.resolve("media");
        store = new FolderStore(root);
    }

    private Path source(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "source", ".bin"), text);
    }

    private List<String> stored() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void takesAFileOver() throws IOException {
        Path source = source("sound");

        store.put(KEY, source);

        assertThat(source).doesNotExist();
        assertThat(store.local(KEY, folder)).hasContent("sound").startsWith(root.toRealPath());
        assertThat(store.inPlace(KEY)).hasValue(store.local(KEY, folder));
        assertThat(store.size(KEY)).hasValue(5);
        assertThat(store.exists(KEY)).isTrue();
        assertThat(store.freeBytes()).isPositive();
    }

    @Test
    void replacesWhatAnEarlierRunLeft() throws IOException {
        store.put(KEY, source("first"));
        store.put(KEY, source("second"));

        assertThat(store.local(KEY, folder)).hasContent("second");
        assertThat(stored()).containsExactly(KEY);
    }

    @Test
    void takesAFileOverFromAnotherFileSystem() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(root)),
                "no second file system here");
        Path source = Files.writeString(Files.createTempFile(memory, "reelcast", ".bin"), "from afar");

        store.put(KEY, source);

        assertThat(source).doesNotExist();
        assertThat(store.local(KEY, folder)).hasContent("from afar");
        assertThat(stored()).containsExactly(KEY);
    }

    @Test
    void readsParts() throws IOException {
        store.put(KEY, source("0123456789"));

        assertThat(part(0, 3)).isEqualTo("012");
        assertThat(part(7, 100)).isEqualTo("789");
        assertThat(part(3, 0)).isEmpty();
        assertThat(part(10, 5)).isEmpty();
        assertThat(part(99, 5)).isEmpty();
    }

    private String part(long offset, long length) throws IOException {
        try (InputStream part = store.open(KEY, offset, length)) {
            return new String(part.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void deletesAnObjectAndTheFoldersThatItLeavesEmpty() throws IOException {
        store.put(KEY, source("a"));
        store.put("jobs/018f-2/1/talk.mp3", source("b"));

        store.delete(KEY);
        store.delete(KEY);

        assertThat(store.exists(KEY)).isFalse();
        assertThat(root.resolve("jobs/018f-1")).doesNotExist();
        assertThat(stored()).containsExactly("jobs/018f-2/1/talk.mp3");
    }

    @Test
    void deletesByWholePartsOfAPrefix() throws IOException {
        store.put("jobs/1/1/a", source("a"));
        store.put("jobs/1/2/b", source("b"));
        store.put("jobs/12/1/c", source("c"));

        store.deleteBelow("jobs/1");
        store.deleteBelow("jobs/none");

        assertThat(stored()).containsExactly("jobs/12/1/c");
    }

    @Test
    void saysThatAnObjectIsAbsent() throws IOException {
        assertThat(store.size(KEY)).isEmpty();
        assertThatThrownBy(() -> store.local(KEY, folder)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.open(KEY, 0, 1)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.put(KEY, folder.resolve("nothing"))).isInstanceOf(NoSuchFileException.class);
        assertThat(stored()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "..",
                "../x",
                "jobs/../../x",
                "jobs/..",
                "jobs//x",
                "jobs/",
                "./x",
                ".incoming/x",
                "jobs/.hidden",
                "C:\\x",
                "jobs\\x",
                "jobs/%2e%2e/x",
                "jobs/a b",
                "jobs/\u0000",
                "jobs/é",
                "jobs/x\n"
            })
    void refusesKeysThatAreNotOurs(String key) {
        assertThatThrownBy(() -> store.put(key, source("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.local(key, folder)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.delete(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesALongKey() {
        assertThatThrownBy(() -> store.size("a".repeat(513))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void followsNoSymbolicLinkOutOfItsFolder() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(root.resolve("jobs"), outside);

        assertThatThrownBy(() -> store.local("jobs/secret", folder)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.put("jobs/new", source("x"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.deleteBelow("jobs")).isInstanceOf(IOException.class);
        assertThat(outside.resolve("secret")).exists();
    }

    @Test
    void storesNoLink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/passwd"));

        assertThatThrownBy(() -> store.put(KEY, link)).isInstanceOf(IOException.class);
    }

    @Test
    void storesWhileNeighboursAreDeleted() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            String key = "jobs/shared/1/" + thread;
            all.add(CompletableFuture.runAsync(() -> putAndDelete(key)));
        }
        assertThat(all).allSatisfy(done -> assertThat(done).succeedsWithin(Duration.ofSeconds(20)));
    }

    private void putAndDelete(String key) {
        try {
            for (int i = 0; i < 50; i++) {
                store.put(key, source("x"));
                store.delete(key);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sweepsWhatADeadProcessLeftHalfCopied() throws IOException {
        Path old = Files.writeString(root.resolve(".incoming/old"), "half");
        Path young = Files.writeString(root.resolve(".incoming/young"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        new FolderStore(root);

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void tellsAFullDiskFromOtherFailures() {
        IOException full = new FileSystemException("x", null, "No space left on device");
        IOException other = new FileSystemException("x", null, "Permission denied");

        assertThat(NoSpaceException.of(new IOException("copy", full))).isInstanceOf(NoSpaceException.class);
        assertThat(NoSpaceException.of(other)).isSameAs(other);
    }
}
