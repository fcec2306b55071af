package dev.reelcast.stage;

import dev.reelcast.media.MediaException;
import dev.reelcast.media.Thumbnailer;
import dev.reelcast.media.Waveform;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Span;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StoredFile;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes frames from the video, or draws the sound where there is none, and makes the cover. */
public final class ThumbnailsVerticle extends StageVerticle {

    private final Thumbnailer thumbnailer;

    public ThumbnailsVerticle(Base base, Thumbnailer thumbnailer) {
        super(base, Stage.THUMBNAILS);
        this.thumbnailer = thumbnailer;
    }

    @Override
    JsonObject work(StageContext context) throws IOException {
        return context.job().type() == JobType.RENDER ? ofRendered(context) : ofRecording(context);
    }

    /** Of a video of ours: frames, and the title card as its cover. */
    private JsonObject ofRendered(StageContext context) throws IOException {
        RenderingResult rendered = context.output(Stage.RENDERING, RenderingResult.class);
        Thumbnailer.Pictures pictures = thumbnailer.fromVideo(
                context.local(context.file("video").orElseThrow()),
                new Span(0, rendered.durationSeconds()),
                context.folder(),
                context.folder(),
                context::progress,
                context.cancellation());
        thumbnailer.cover(
                context.local(context.file("title_card").orElseThrow()),
                pictures.cover(),
                context.folder(),
                context.cancellation());
        return stored(context, pictures, true);
    }

    private JsonObject ofRecording(StageContext context) throws IOException {
        Analysis analysis = context.output(Stage.AI_ANALYSIS, Analysis.class);
        Span span = analysis.episode();
        if (span == null) {
            throw new IllegalStateException("a recording without a chosen span");
        }
        boolean fromVideo = context.metadata().hasVideo();
        Thumbnailer.Pictures pictures = fromVideo ? frames(context, analysis, span) : card(context, analysis, span);
        return stored(context, pictures, fromVideo);
    }

    private static JsonObject stored(StageContext context, Thumbnailer.Pictures pictures, boolean fromVideo)
            throws IOException {
        for (Path thumbnail : pictures.thumbnails()) {
            context.store(thumbnail, thumbnail.getFileName().toString(), "thumbnail", "image/jpeg");
        }
        context.store(pictures.cover(), "cover.jpg", "cover", "image/jpeg");
        return new JsonObject().put("count", pictures.thumbnails().size()).put("fromVideo", fromVideo);
    }

    private Thumbnailer.Pictures frames(StageContext context, Analysis analysis, Span span) throws IOException {
        try {
            return thumbnailer.fromVideo(
                    context.local(context.source()),
                    span,
                    context.folder(),
                    context.folder(),
                    context::progress,
                    context.cancellation());
        } catch (MediaException e) {
            if (e.kind() != MediaException.Kind.FAILED) {
                throw e;
            }
            context.warn(e.getMessage() + " A card is drawn instead.");
            return card(context, analysis, span);
        }
    }

    private Thumbnailer.Pictures card(StageContext context, Analysis analysis, Span span) throws IOException {
        StoredFile file = context.file("waveform").orElseThrow();
        Waveform waveform = Waveform.fromJson(new JsonObject(Files.readString(context.local(file))));
        return thumbnailer.fromWaveform(
                analysis.title(),
                waveform,
                span,
                context.folder(),
                context.folder(),
                context::progress,
                context.cancellation());
    }
}
