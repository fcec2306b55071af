package dev.reelcast.media.render;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.VideoComposer.Frame;
import dev.reelcast.media.render.Page.Cue;
import dev.reelcast.model.Narration;
import dev.reelcast.model.Narration.Sentence;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;

/** Draws what is seen of one video: the title card, and the text in time with the narration. For one thread. */
public final class Storyboard {

    /** Pixels of the cover's sides, as podcast directories ask for. */
    public static final int COVER = 1400;

    private final Look look;
    private final Fonts fonts;
    private final BufferedImage backdrop;
    private final Set<String> missing = new TreeSet<>();

    private Storyboard(Look look, Fonts fonts, BufferedImage backdrop) {
        this.look = look;
        this.fonts = fonts;
        this.backdrop = backdrop;
    }

    /** On the look's colour. */
    public static Storyboard onColour(Look look, Fonts fonts) {
        return new Storyboard(look, fonts, Backdrop.colour(look.width(), look.height(), look.background()));
    }

    /**
     * On a picture.
     *
     * @param rgb of the look's size, three bytes a pixel, line by line
     */
    public static Storyboard onPicture(Look look, Fonts fonts, byte[] rgb) {
        return new Storyboard(look, fonts, Backdrop.picture(look.width(), look.height(), rgb, look.dim()));
    }

    /** On nothing, to be laid over a video. */
    public static Storyboard overVideo(Look look, Fonts fonts) {
        return new Storyboard(look, fonts, Backdrop.clear(look.width(), look.height()));
    }

    /**
     * Draws the frames of the whole video, from its first second to its last.
     *
     * @param folder an existing one, for the pictures
     * @param progress 0 to 1
     * @throws MediaException of kind {@link Kind#BAD_TEMPLATE} when the font is missing
     */
    public List<Frame> draw(
            String title, Narration narration, Path folder, DoubleConsumer progress, Cancellation cancellation) {
        PagePainter painter = new PagePainter(look, fonts, backdrop, missing);
        List<Moment> moments = moments(painter, narration);
        double end = look.titleSeconds() + narration.durationSeconds();
        List<Frame> frames = new ArrayList<>();
        if (look.titleSeconds() > 0) {
            frames.add(frame(painter.title(title), folder, 0, look.titleSeconds()));
        }
        if (moments.isEmpty()) {
            frames.add(frame(painter.empty(), folder, frames.size(), narration.durationSeconds()));
        }
        for (int i = 0; i < moments.size(); i++) {
            cancellation.throwIfCancelled();
            Moment moment = moments.get(i);
            double from = i == 0
                    ? look.titleSeconds()
                    : look.titleSeconds() + moment.cue().start();
            double to = i + 1 < moments.size()
                    ? look.titleSeconds() + moments.get(i + 1).cue().start()
                    : end;
            frames.add(frame(painter.page(moment.page(), moment.cue()), folder, frames.size(), to - from));
            progress.accept((i + 1.0) / moments.size());
        }
        return frames;
    }

    /** Draws the title as a square, on the look's colour. */
    public void cover(String title, Path png) {
        Look square = new Look(
                COVER,
                COVER,
                look.captions(),
                look.font(),
                look.fontSize() * COVER / look.width(),
                look.background(),
                look.text(),
                look.accent(),
                look.dim(),
                look.titleSeconds(),
                look.voice());
        BufferedImage ground = Backdrop.colour(COVER, COVER, look.background());
        write(new PagePainter(square, fonts, ground, missing).title(title), png);
    }

    /** The letters that no font of this machine has, and that were therefore left out. */
    public Set<String> missing() {
        return Set.copyOf(missing);
    }

    /** A page, and what of it is spoken. */
    private record Moment(Page page, Cue cue) {}

    private static List<Moment> moments(PagePainter painter, Narration narration) {
        List<Sentence> drawable = narration.sentences().stream()
                .map(sentence -> new Sentence(sentence.start(), sentence.end(), painter.drawable(sentence.text())))
                .toList();
        return painter.pages().of(drawable).stream()
                .flatMap(page -> page.cues().stream().map(cue -> new Moment(page, cue)))
                .toList();
    }

    private static Frame frame(BufferedImage image, Path folder, int number, double seconds) {
        Path file = folder.resolve("frame-" + number + ".png");
        write(image, file);
        return new Frame(file, seconds);
    }

    private static void write(BufferedImage image, Path file) {
        try {
            PngFile.write(image, file);
        } catch (IOException e) {
            throw new MediaException(
                    String.valueOf(e.getMessage()).contains("No space left") ? Kind.NO_SPACE : Kind.FAILED,
                    "A picture of the video could not be written.",
                    e);
        }
    }
}
