package dev.reelcast.publish;

import dev.reelcast.bus.FeedStoreApi.Item;
import dev.reelcast.bus.PublishApi.Checkup;
import dev.reelcast.model.Episode;
import dev.reelcast.model.StoredFile;
import dev.reelcast.storage.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what directories would refuse or mind in a feed, and what to do about it. Thread-safe; blocks. */
final class FeedDoctor {

    /** A look into storage for each is a request, when storage is a bucket. */
    private static final int LOOKED_UP = 50;

    private static final int LARGEST_PICTURE = 10 << 20;

    private final MediaStore media;

    FeedDoctor(MediaStore media) {
        this.media = media;
    }

    /**
     * Artwork that is not in storage.
     *
     * @param file its bytes, none when it could not be loaded
     * @param why it could not be loaded, null when it could
     */
    record Remote(byte[] file, @Nullable String why) {}

    /**
     * Looks at the feed, and at each episode of its first document.
     *
     * @param document the first one, as it is now
     * @param candidate an episode that is asked about besides
     * @param artwork that the feed names, empty when it names none
     * @throws IOException when storage cannot be read
     */
    Checkup examine(FeedDocument document, Optional<Item> candidate, Optional<Remote> artwork) throws IOException {
        Findings findings = new Findings();
        long bytes = bytes(document);
        new ChannelCheck(findings).check(document, bytes);
        artwork(document, artwork, new ArtworkCheck(findings, document.feed().combined()));
        List<Episode> episodes = episodes(document, candidate);
        EpisodeCheck check = new EpisodeCheck(findings);
        for (int i = 0; i < episodes.size(); i++) {
            Episode episode = episodes.get(i);
            check.check(episode);
            StoredFile audio = episode.media();
            if (audio != null && i < LOOKED_UP) {
                check.stored(episode, audio, media.size(audio.storageKey()));
            }
        }
        String item = candidate.map(new FeedWriter(document)::item).orElse(null);
        return new Checkup(findings.sorted(), episodes.size(), bytes, document.count(), item);
    }

    /** The one that is asked about comes first, and once. */
    private static List<Episode> episodes(FeedDocument document, Optional<Item> candidate) {
        UUID asked = candidate.map(item -> item.episode().id()).orElse(null);
        Stream<Episode> others = document.page().items().stream()
                .map(Item::episode)
                .filter(episode -> !episode.id().equals(asked));
        return Stream.concat(candidate.map(Item::episode).stream(), others).toList();
    }

    private void artwork(FeedDocument document, Optional<Remote> remote, ArtworkCheck check) throws IOException {
        Optional<String> url = document.image();
        if (url.isEmpty()) {
            check.none();
            return;
        }
        if (remote.isPresent()) {
            String why = remote.get().why();
            if (why != null) {
                check.unreachable(why);
            } else {
                check.check(remote.get().file(), url.get());
            }
            return;
        }
        StoredFile artwork = document.feed().artwork();
        if (artwork == null) {
            check.standsIn();
            return;
        }
        try (InputStream in = media.open(artwork.storageKey(), 0, Math.min(artwork.bytes(), LARGEST_PICTURE))) {
            check.check(in.readNBytes(LARGEST_PICTURE), url.get());
        } catch (java.nio.file.NoSuchFileException lost) {
            check.unreachable("It is not in storage any more.");
        }
    }

    /** How long the document is when it is written. */
    private static long bytes(FeedDocument document) throws IOException {
        Counting counting = new Counting();
        new FeedWriter(document).write(counting);
        return counting.bytes;
    }

    private static final class Counting extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            bytes += len;
        }
    }
}
