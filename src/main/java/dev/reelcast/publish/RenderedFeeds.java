package dev.reelcast.publish;

import dev.reelcast.bus.PublishApi.Rendered;
import io.vertx.core.Future;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Documents that were written already, the latest asked for, so many bytes of them. Whoever asks for one that is being
 * written waits for it. Not thread-safe: for one event loop.
 */
final class RenderedFeeds {

    private final long most;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    /** @param token as it stands in the document's addresses, null for none */
    record Key(UUID feedId, @Nullable String token, int document) {}

    private record Kept(long version, Future<Rendered> document) {
        long bytes() {
            return document.succeeded() ? document.result().gzip().length : 0;
        }
    }

    /** @param most bytes, compressed */
    RenderedFeeds(long most) {
        this.most = most;
    }

    /** The document of a version, or of a later one. */
    Future<Rendered> get(Key key, long version, Supplier<Future<Rendered>> writing) {
        Kept known = kept.get(key);
        if (known != null && known.version() >= version) {
            return known.document();
        }
        forget(key);
        Future<Rendered> document = writing.get();
        Kept fresh = new Kept(version, document);
        kept.put(key, fresh);
        document.onComplete(
                written -> {
                    // It may have been replaced while it was written.
                    if (fresh.equals(kept.get(key))) {
                        bytes += written.gzip().length;
                        makeRoom();
                    }
                },
                failed -> kept.remove(key, fresh));
        return document;
    }

    /** Bytes of all that is kept. */
    long bytes() {
        return bytes;
    }

    private void forget(Key key) {
        Kept gone = kept.remove(key);
        if (gone != null) {
            bytes -= gone.bytes();
        }
    }

    private void makeRoom() {
        Iterator<Kept> oldest = kept.values().iterator();
        while (bytes > most && oldest.hasNext()) {
            Kept each = oldest.next();
            if (each.document().isComplete()) {
                bytes -= each.bytes();
                oldest.remove();
            }
        }
    }
}
