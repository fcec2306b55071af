package dev.reelcast.stage;

import dev.reelcast.media.speechtotext.CaptionFile;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.EpisodeDraft;
import dev.reelcast.model.JobType;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.Span;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Timeline;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Wire;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the episode's media where it stays when the job's own files are gone, and hands the episode over. The store makes
 * the row and decides by the agent's rule whether it goes out, in one transaction with the checkpoint.
 */
public final class UploadVerticle extends StageVerticle {

    /** Characters of a description, as podcast directories take them. */
    private static final int DESCRIPTION = 4_000;

    public UploadVerticle(Base base) {
        super(base, Stage.UPLOADING);
    }

    @Override
    JsonObject work(StageContext context) throws IOException {
        return Wire.json(context.job().type() == JobType.RENDER ? rendered(context) : recorded(context));
    }

    private static EpisodeDraft rendered(StageContext context) throws IOException {
        RenderInput input = context.render();
        RenderingResult made = context.output(Stage.RENDERING, RenderingResult.class);
        String delivered = deliver(context, input.outputBucket());
        context.progress(0.3);
        StoredFile video = keep(context, "video", "video");
        context.progress(0.7);
        return new EpisodeDraft(
                context.renderTitle(),
                description(input.text()),
                null,
                video,
                made.durationSeconds(),
                null,
                0,
                List.of(),
                List.of(),
                keep(context, "cover", "cover"),
                transcript(context, null),
                null,
                null,
                true,
                "The video was rendered from a given text.",
                delivered);
    }

    private static @Nullable String deliver(StageContext context, @Nullable String bucket) throws IOException {
        if (bucket == null) {
            return null;
        }
        Path copy = context.folder().resolve("delivery.mp4");
        // Not a link: what is delivered is its owner's to change.
        Files.copy(context.local(context.file("video").orElseThrow()), copy);
        String delivered = context.deliver(bucket, copy, "video.mp4");
        context.info("A copy of the video is at " + delivered);
        return delivered;
    }

    private static String description(String text) {
        String plain = text.strip();
        return plain.codePointCount(0, plain.length()) <= DESCRIPTION
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, DESCRIPTION - 1))
                                .strip() + "…";
    }

    private static EpisodeDraft recorded(StageContext context) throws IOException {
        Analysis analysis = context.output(Stage.AI_ANALYSIS, Analysis.class);
        Optional<AudioResult> audio = context.optionalOutput(Stage.AUDIO_PROCESSING, AudioResult.class);
        Timeline timeline = timeline(analysis, audio);
        StoredFile enclosure = keep(context, "audio", "audio");
        context.progress(0.5);
        StoredFile cover = keep(context, "cover", "cover");
        StoredFile transcript = transcript(context, timeline);
        List<Chapter> chapters = timeline == null ? List.of() : timeline.chapters(analysis.chapters());
        context.progress(0.9);
        return new EpisodeDraft(
                analysis.title(),
                analysis.summary(),
                enclosure,
                null,
                audio.map(AudioResult::durationSeconds).orElse(0.0),
                timeline == null ? null : timeline.span(),
                timeline == null ? 0 : timeline.contentStart(),
                chapters,
                timeline == null ? List.of() : analysis.chapters(),
                cover,
                transcript,
                context.job().videoUrl(),
                analysis.confidence(),
                analysis.shouldAutopublish(),
                analysis.reason(),
                null);
    }

    private static @Nullable Timeline timeline(Analysis analysis, Optional<AudioResult> audio) {
        Span span = analysis.episode();
        return span == null || audio.isEmpty()
                ? null
                : new Timeline(span, audio.get().contentStart());
    }

    private static @Nullable StoredFile keep(StageContext context, String kind, String name) throws IOException {
        Optional<StoredFile> made = context.file(kind);
        if (made.isEmpty()) {
            return null;
        }
        StoredFile file = made.get();
        Path copy = context.folder().resolve(name);
        link(context.local(file), copy);
        String extension = file.name().substring(file.name().lastIndexOf('.'));
        return context.keep(copy, name + extension, kind, file.contentType());
    }

    private static @Nullable StoredFile transcript(StageContext context, @Nullable Timeline timeline)
            throws IOException {
        Optional<StoredFile> made = context.file("transcript");
        if (made.isEmpty()) {
            return null;
        }
        Transcript source = context.read(made.get(), Transcript.class);
        Transcript moved = timeline == null ? source : timeline.transcript(source);
        if (moved.segments().stream().noneMatch(Transcript.Segment::timed)) {
            return null;
        }
        Path file = Files.writeString(context.folder().resolve("transcript.vtt"), CaptionFile.webVtt(moved.segments()));
        return context.keep(file, "transcript.vtt", "transcript", "text/vtt");
    }

    /** A second name for the same bytes where the file system can, else a copy. */
    private static void link(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file);
        } catch (UnsupportedOperationException | IOException cannot) {
            Files.copy(file, name);
        }
    }
}
