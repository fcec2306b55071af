package dev.reelcast.stage;

import dev.reelcast.media.MediaInfo;
import dev.reelcast.media.VideoComposer;
import dev.reelcast.media.VideoComposer.Frame;
import dev.reelcast.media.VideoComposer.Plan;
import dev.reelcast.media.render.Fonts;
import dev.reelcast.media.render.Look;
import dev.reelcast.media.render.Storyboard;
import dev.reelcast.media.render.Templates;
import dev.reelcast.model.Narration;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Transcript.Segment;
import dev.reelcast.model.Wire;
import dev.reelcast.net.FetchException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes a video of a spoken text: draws what is seen, and has it encoded with the voice. */
public final class RenderingVerticle extends StageVerticle {

    /** The part of the work that is drawing. */
    private static final double DRAWING = 0.15;

    private final Backgrounds backgrounds;
    private final VideoComposer composer;
    private final Templates templates;
    private final Fonts fonts;

    public RenderingVerticle(
            Base base, Backgrounds backgrounds, VideoComposer composer, Templates templates, Fonts fonts) {
        super(base, Stage.RENDERING);
        this.backgrounds = backgrounds;
        this.composer = composer;
        this.templates = templates;
        this.fonts = fonts;
    }

    @Override
    JsonObject work(StageContext context) throws IOException, FetchException, InterruptedException {
        RenderInput input = context.render();
        Look look = Look.of(templates.require(input.templateId()), input.overrides());
        Narration narration = context.read(file(context, "narration_times"), Narration.class);
        Path behind = backgrounds.video(context, input.overrides());
        Storyboard storyboard = storyboard(context, input, look, behind);
        List<Frame> frames = storyboard.draw(
                context.renderTitle(),
                narration,
                context.folder(),
                done -> context.progress(DRAWING * done),
                context.cancellation());
        Path voice = context.local(file(context, "narration"));
        Plan plan = new Plan(frames, behind, look.dim(), voice, look.titleSeconds(), look.width(), look.height());
        Path video = context.folder().resolve("video.mp4");
        MediaInfo made = composer.compose(
                plan,
                video,
                context.folder(),
                done -> context.progress(DRAWING + (1 - DRAWING) * done),
                context.cancellation());
        Path card = context.folder().resolve("title-card.png");
        storyboard.cover(context.renderTitle(), card);
        context.store(video, "video.mp4", "video", "video/mp4");
        context.store(card, "title-card.png", "title_card", "image/png");
        context.storeJson(transcript(narration, look.titleSeconds()), "transcript.json", "transcript");
        tell(context, storyboard, made, plan);
        return Wire.json(new RenderingResult(
                input.templateId(), look.width(), look.height(), plan.seconds(), look.titleSeconds(), frames.size()));
    }

    private Storyboard storyboard(StageContext context, RenderInput input, Look look, @Nullable Path behind)
            throws FetchException, InterruptedException {
        if (behind != null) {
            return Storyboard.overVideo(look, fonts);
        }
        byte[] picture = backgrounds.picture(context, input.overrides(), look);
        return picture == null ? Storyboard.onColour(look, fonts) : Storyboard.onPicture(look, fonts, picture);
    }

    private static StoredFile file(StageContext context, String kind) {
        return context.file(kind).orElseThrow(() -> new IllegalStateException("a job without its " + kind));
    }

    /** The text with its times in the video. */
    private static Transcript transcript(Narration narration, double start) {
        List<Segment> segments = narration.sentences().stream()
                .map(sentence -> new Segment(start + sentence.start(), start + sentence.end(), sentence.text()))
                .toList();
        return new Transcript("given", narration.language(), false, null, segments);
    }

    private static void tell(StageContext context, Storyboard storyboard, MediaInfo made, Plan plan) {
        if (!storyboard.missing().isEmpty()) {
            context.warn("No font on this server has these letters, so they are left out: "
                    + String.join(
                            " ",
                            storyboard.missing().stream().sorted().limit(20).toList()));
        }
        context.info(String.format(
                Locale.ROOT,
                "%d × %d, %.1f s, %d pictures, %s and %s",
                made.width(),
                made.height(),
                plan.seconds(),
                plan.frames().size(),
                made.videoCodec(),
                made.audioCodec()));
    }
}
