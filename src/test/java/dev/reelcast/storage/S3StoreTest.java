package dev.reelcast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.config.Config;
import dev.reelcast.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a service that checks every signature. */
class S3StoreTest {

    private static final String KEY = "jobs/018f-1/1/talk.mp3";
    private static final long BOUND = 1_000_000;

    @TempDir
    Path folder;

    private Path work;
    private Path copies;
    private S3Service service;
    private S3Store store;

    @BeforeEach
    void open() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
        copies = folder.resolve("copies");
        service = new S3Service(folder.resolve("service"));
        store = new S3Store(service.config(), copies, BOUND);
    }

    @AfterEach
    void close() {
        store.close();
        service.close();
    }

    private Path source(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "source", ".bin"), text);
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(copies)) {
            return files.toList();
        }
    }

    /** Another server of the same bucket. */
    private S3Store other() throws IOException {
        return new S3Store(service.config(), folder.resolve("other"), BOUND);
    }

    @Test
    void deliversToABucketThatIsThereAndSaysWhenThereIsNone() throws IOException {
        assertThat(store.deliver("media", "018f-1/video.mp4", source("pictures")))
                .isEqualTo("s3://media/018f-1/video.mp4");
        assertThat(service.keys()).containsExactly("018f-1/video.mp4");

        assertThatThrownBy(() -> store.deliver("elsewhere", "018f-1/video.mp4", source("pictures")))
                .isInstanceOf(NoBucketException.class)
                .hasMessage("The bucket elsewhere is not there, or may not be written to.");
    }

    @Test
    void takesAFileOverForEveryServer() throws IOException {
        Path source = source("sound");

        store.put(KEY, source);

        assertThat(source).doesNotExist();
        assertThat(service.keys()).containsExactly("reelcast/" + KEY);
        assertThat(store.size(KEY)).hasValue(5);
        assertThat(store.inPlace(KEY)).isEmpty();
        assertThat(store.local(KEY, work)).hasContent("sound").hasExtension("mp3");
        try (S3Store other = other()) {
            assertThat(other.local(KEY, work)).hasContent("sound");
        }
    }

    @Test
    void largeFileGoesInPartsAndComesBackWhole() throws IOException {
        Path large = folder.resolve("large");
        long length = 2 * S3Upload.PART + 12_345;
        write(large, length);

        store.put(KEY, large);

        assertThat(service.requests().stream().filter(request -> request.contains("partNumber=")))
                .hasSize(3);
        assertThat(service.unfinished()).isZero();
        assertThat(store.size(KEY)).hasValue(length);
        Path expected = folder.resolve("expected");
        write(expected, length);
        assertThat(Files.mismatch(store.local(KEY, work), expected)).isEqualTo(-1);
    }

    private static void write(Path file, long length) throws IOException {
        Random random = new Random(7);
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = length; left > 0; left -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
    }

    @Test
    void uploadThatFailsLeavesTheFileAndNothingInTheBucket() throws IOException {
        Path large = folder.resolve("large");
        write(large, S3Upload.PART + 1);
        service.failNext(100);

        assertThatThrownBy(() -> store.put(KEY, large)).isInstanceOf(StorageUnavailableException.class);

        service.failNext(0);
        assertThat(large).exists();
        assertThat(service.keys()).isEmpty();
        store.put(KEY, large);
        assertThat(store.size(KEY)).hasValue(S3Upload.PART + 1);
    }

    @Test
    void passingFailureIsTriedAgain() throws IOException {
        service.failNext(2);

        store.put(KEY, source("sound"));

        assertThat(store.size(KEY)).hasValue(5);
    }

    @Test
    void readsPartsWithoutALocalCopy() throws IOException {
        store.put(KEY, source("0123456789"));

        assertThat(part(0, 3)).isEqualTo("012");
        assertThat(part(7, 100)).isEqualTo("789");
        assertThat(part(3, 0)).isEmpty();
        assertThat(part(10, 5)).isEmpty();
        assertThat(part(2, Long.MAX_VALUE)).isEqualTo("23456789");
        try (S3Store other = other();
                InputStream early = other.open(KEY, 0, 10)) {
            assertThat(early.read()).isEqualTo('0');
        }
        assertThat(folder.resolve("other")).isEmptyDirectory();
    }

    private String part(long offset, long length) throws IOException {
        try (InputStream part = store.open(KEY, offset, length)) {
            return new String(part.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void saysThatAnObjectIsAbsent() throws IOException {
        assertThat(store.size(KEY)).isEmpty();
        assertThat(store.exists(KEY)).isFalse();
        assertThatThrownBy(() -> store.local(KEY, work)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.open(KEY, 0, 1)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.open(KEY, 0, 0)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.put(KEY, folder.resolve("nothing"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.size("../x")).isInstanceOf(IllegalArgumentException.class);
        store.delete(KEY);
    }

    @Test
    void deletesByWholePartsOfAPrefix() throws IOException {
        for (int i = 0; i < 20; i++) {
            store.put("jobs/1/" + i + "/a", source("a"));
        }
        store.put("jobs/12/1/c", source("c"));

        store.deleteBelow("jobs/1");
        store.deleteBelow("jobs/none");

        assertThat(service.keys()).containsExactly("reelcast/jobs/12/1/c");
        assertThat(copies()).hasSize(1);
        store.delete("jobs/12/1/c");
        assertThat(service.keys()).isEmpty();
        assertThat(copies()).isEmpty();
    }

    @Test
    void replacedObjectIsNeverServedFromAnOldCopy() throws IOException {
        try (S3Store other = other()) {
            store.put(KEY, source("first"));
            assertThat(other.local(KEY, work)).hasContent("first");

            store.put(KEY, source("second"));

            assertThat(other.local(KEY, work)).hasContent("second");
            assertThat(store.local(KEY, work)).hasContent("second");
        }
    }

    @Test
    void copiesStayWithinTheirBoundAndTheOnesInUseStayUsable() throws IOException {
        String megabyte = "x".repeat(600_000);
        store.put("jobs/1/1/a", source(megabyte));
        Path inUse = store.local("jobs/1/1/a", work);

        store.put("jobs/1/1/b", source(megabyte));

        assertThat(copies()).hasSize(1);
        assertThat(inUse).hasSize(600_000);
        long gets = gets();
        store.local("jobs/1/1/b", Files.createDirectory(folder.resolve("work2")));
        assertThat(gets()).isEqualTo(gets);
        store.local("jobs/1/1/a", Files.createDirectory(folder.resolve("work3")));
        assertThat(gets()).isEqualTo(gets + 1);
        assertThat(copies()).hasSize(1);
    }

    private long gets() {
        return service.requests().stream()
                .filter(request -> request.startsWith("GET"))
                .count();
    }

    @Test
    void manyTakeAndManyPutAtOnce() throws IOException {
        for (int i = 0; i < 4; i++) {
            store.put("jobs/1/1/" + i, source(Integer.toString(i).repeat(300_000)));
        }
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            Path own = Files.createDirectory(folder.resolve("thread" + thread));
            int key = thread % 4;
            all.add(CompletableFuture.runAsync(() -> takeOften("jobs/1/1/" + key, key, own)));
        }
        assertThat(all).allSatisfy(done -> assertThat(done).succeedsWithin(Duration.ofSeconds(60)));
    }

    private void takeOften(String key, int digit, Path own) {
        try {
            for (int i = 0; i < 20; i++) {
                Path taken = store.local(key, Files.createDirectory(own.resolve("run" + i)));
                assertThat(taken).hasSize(300_000);
                assertThat(Files.readString(taken)).startsWith(digit + "").endsWith(digit + "");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void wrongBucketOrKeyStopsTheStartAndAServiceThatIsAwayDoesNot() throws IOException {
        Config.S3 right = service.config();
        assertThatThrownBy(() -> new S3Store(with(right.endpoint(), "other", right.secretKey()), copies, BOUND))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("storage.s3.bucket");
        assertThatThrownBy(() -> new S3Store(with(right.endpoint(), right.bucket(), "wrong"), copies, BOUND))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("storage.s3.secret-key");

        service.close();

        try (S3Store away = new S3Store(right, copies, BOUND)) {
            assertThatThrownBy(() -> away.size(KEY)).isInstanceOf(StorageUnavailableException.class);
        }
    }

    private static Config.S3 with(@Nullable URI endpoint, String bucket, String secretKey) {
        return new Config.S3(endpoint, "eu-central-9", bucket, "reelcast-access", secretKey, "", true);
    }
}
