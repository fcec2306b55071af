package dev.reelcast.media.speechtotext;

import dev.reelcast.config.Config;
import dev.reelcast.media.Cancellation;
import dev.reelcast.media.CancelledException;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.net.Fetch;
import dev.reelcast.net.FetchException;
import dev.reelcast.net.GuardedClient;
import dev.reelcast.net.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The configured model of whisper.cpp: a file on this machine, or one that is fetched from its URL when it is first
 * needed, checked by its SHA-256 and kept. What stands in the folder under its digest's name is whole and checked.
 * Thread-safe; however many ask, it is fetched once.
 */
public final class WhisperModel {

    /** The largest model is 3.1 GB. */
    private static final long MOST_BYTES = 8L << 30;

    private static final Duration LIMIT = Duration.ofHours(6);
    private static final int BUFFER = 1 << 16;

    private final @Nullable String configured;
    private final @Nullable String sha256;
    private final Path folder;
    private final GuardedClient client;
    private final ReentrantLock fetching = new ReentrantLock();

    /**
     * @param config where {@code whisperModel} is a path or a URL, or null for none
     * @param folder where fetched models are kept; made when needed
     */
    public WhisperModel(Config.Transcription config, Path folder, GuardedClient client) {
        this.configured = config.whisperModel();
        this.sha256 =
                config.whisperSha256() == null ? null : config.whisperSha256().toLowerCase(Locale.ROOT);
        this.folder = folder;
        this.client = client;
    }

    /** Why there is no model and none can be fetched, as a clause; empty when there is, or when it can be. */
    public Optional<String> obstacle() {
        if (configured == null || configured.isBlank()) {
            return Optional.of("no model is configured (transcription.whisper-model)");
        }
        if (isUrl(configured)) {
            return sha256 == null || !sha256.matches("[0-9a-f]{64}")
                    ? Optional.of("the model's URL needs its digest (transcription.whisper-sha256)")
                    : Optional.empty();
        }
        return present().isPresent()
                ? Optional.empty()
                : Optional.of("the configured model is not on this machine (transcription.whisper-model)");
    }

    /** The model's file when it is on this machine. */
    public Optional<Path> present() {
        if (configured == null || configured.isBlank()) {
            return Optional.empty();
        }
        try {
            Path file = isUrl(configured) ? folder.resolve(sha256 + ".bin") : Path.of(configured);
            return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * The model's file, fetched first where it has to be.
     *
     * @param progress told 0 to 1 while it is fetched
     * @throws MediaException {@link Kind#TOOL_MISSING} when there is none, or what was fetched is not the configured one;
     *     {@link Kind#REFUSED} when its server does not have it; {@link Kind#FAILED} or {@link Kind#NO_SPACE} when another
     *     try may work
     * @throws CancelledException when cancelled
     */
    public Path resolve(Cancellation cancellation, DoubleConsumer progress) {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            throw new MediaException(Kind.TOOL_MISSING, "whisper.cpp has no model: " + obstacle.get() + ".");
        }
        lock(cancellation);
        try {
            Optional<Path> present = present();
            return present.isPresent() ? present.get() : fetched(cancellation, progress);
        } finally {
            fetching.unlock();
        }
    }

    private void lock(Cancellation cancellation) {
        try {
            while (!fetching.tryLock(200, TimeUnit.MILLISECONDS)) {
                cancellation.throwIfCancelled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private Path fetched(Cancellation cancellation, DoubleConsumer progress) {
        Path target = folder.resolve(sha256 + ".bin");
        Path part = folder.resolve(sha256 + ".part");
        try {
            Files.createDirectories(folder);
            try {
                download(part, cancellation, progress);
                if (!digest(part, cancellation).equals(sha256)) {
                    throw new MediaException(
                            Kind.TOOL_MISSING,
                            "The whisper.cpp model that was fetched does not have the configured SHA-256; it was deleted.");
                }
                return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new MediaException(Kind.FAILED, "The whisper.cpp model could not be stored.", e);
        }
    }

    private void download(Path part, Cancellation cancellation, DoubleConsumer progress) {
        Fetch fetch = Fetch.get(String.valueOf(configured)).maxBytes(MOST_BYTES).within(LIMIT);
        Transfer<GuardedClient.Found> transfer = client.download(
                fetch, part, (bytes, total) -> progress.accept(total > 0 ? Math.min(1, (double) bytes / total) : 0));
        try (Cancellation.Registration registration = cancellation.onCancel(transfer::cancel)) {
            transfer.await();
        } catch (FetchException e) {
            cancellation.throwIfCancelled();
            throw new MediaException(kind(e), "The whisper.cpp model could not be fetched: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private static Kind kind(FetchException failure) {
        if (failure.kind() == FetchException.Kind.NO_SPACE) {
            return Kind.NO_SPACE;
        }
        return failure.permanent() ? Kind.REFUSED : Kind.FAILED;
    }

    private static String digest(Path file, Cancellation cancellation) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                cancellation.throwIfCancelled();
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static boolean isUrl(String configured) {
        return configured.startsWith("https://") || configured.startsWith("http://");
    }
}
