package dev.reelcast.stage;

import dev.reelcast.media.VideoComposer;
import dev.reelcast.media.render.Look;
import dev.reelcast.model.RenderOverrides;
import dev.reelcast.net.Fetch;
import dev.reelcast.net.FetchException;
import dev.reelcast.net.GuardedClient;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gets what stands behind the text of a rendered video from its URL, which nobody vouches for. */
public final class Backgrounds {

    private static final long LARGEST_PICTURE = 32L << 20;
    private static final long LARGEST_VIDEO = 2L << 30;
    private static final Duration PICTURE_LIMIT = Duration.ofMinutes(2);
    private static final Duration VIDEO_LIMIT = Duration.ofHours(1);

    private final GuardedClient client;
    private final VideoComposer composer;

    public Backgrounds(GuardedClient client, VideoComposer composer) {
        this.client = client;
        this.composer = composer;
    }

    /** The video, in the work folder; null when there is to be none. */
    @Nullable
    Path video(StageContext context, RenderOverrides overrides) throws FetchException, InterruptedException {
        String url = overrides.backgroundVideoUrl();
        if (url == null) {
            return null;
        }
        context.info("Fetching the background video");
        Path file = context.folder().resolve("background.media");
        get(context, Fetch.get(url).maxBytes(LARGEST_VIDEO).within(VIDEO_LIMIT), file);
        composer.requireVideo(file, context.folder(), context.cancellation());
        return file;
    }

    /** The pixels of the picture as it fills a frame; null when there is to be none. */
    byte @Nullable [] picture(StageContext context, RenderOverrides overrides, Look look)
            throws FetchException, InterruptedException {
        String url = overrides.imageUrl();
        if (url == null) {
            return null;
        }
        context.info("Fetching the image");
        Path file = context.folder().resolve("background.picture");
        get(context, Fetch.get(url).maxBytes(LARGEST_PICTURE).within(PICTURE_LIMIT), file);
        return composer.picture(file, look.width(), look.height(), context.folder(), context.cancellation());
    }

    private void get(StageContext context, Fetch fetch, Path file) throws FetchException, InterruptedException {
        Fetching.await(client.download(fetch, file, (bytes, total) -> {}), context.cancellation());
    }
}
