package dev.reelcast.publish;

import dev.reelcast.bus.PublishApi.Rendered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Writes documents as they are kept and sent: compressed at once, so that a long feed is never in memory in full. */
final class Renderer {

    private static final int DIGEST = 16;

    private Renderer() {}

    /** Blocks for as long as a long feed takes. */
    static Rendered render(FeedDocument document) {
        MessageDigest digest = sha256();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
        try (OutputStream out = new DigestOutputStream(new GZIPOutputStream(bytes, 8 * 1024), digest)) {
            new FeedWriter(document).write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        String links = document.links().stream()
                .map(link -> "<" + link.href() + ">; rel=\"" + link.rel() + "\"")
                .collect(Collectors.joining(", "));
        return new Rendered(
                bytes.toByteArray(),
                HexFormat.of().formatHex(digest.digest(), 0, DIGEST),
                document.feed().changedAt(),
                links);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
