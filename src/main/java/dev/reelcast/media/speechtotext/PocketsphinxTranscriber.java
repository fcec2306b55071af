package dev.reelcast.media.speechtotext;

import dev.reelcast.media.AudioClip;
import dev.reelcast.media.AudioClip.Form;
import dev.reelcast.media.Cancellation;
import dev.reelcast.media.ChildProcess;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.Tools;
import dev.reelcast.media.text.Sentences;
import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Transcript.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Hears English by the program {@code pocketsphinx_continuous} and its own model. Every third word is wrong: good enough
 * to search in and to tell what a talk is about, and marked as a draft.
 */
public final class PocketsphinxTranscriber implements Transcriber {

    private static final double WINDOW = 120;
    private static final double PAUSE = 3;
    /** It takes half the time of what it hears; a busy machine takes more. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final Tools tools;
    private final AudioClip clips;

    public PocketsphinxTranscriber(Tools tools) {
        this.tools = tools;
        this.clips = new AudioClip(tools);
    }

    @Override
    public String name() {
        return "pocketsphinx";
    }

    @Override
    public boolean available() {
        return tools.pocketsphinx().isPresent();
    }

    @Override
    public Optional<String> obstacle(TranscriptionRequest request) {
        if (!available()) {
            return Optional.of("the program is not installed");
        }
        return Sentences.isEnglish(request.language())
                ? Optional.empty()
                : Optional.of("it understands English alone, and " + request.language() + " is spoken");
    }

    @Override
    public Transcript transcribe(TranscriptionRequest request, Cancellation cancellation, DoubleConsumer progress) {
        Path recording = Objects.requireNonNull(request.recording());
        Speech speech = Objects.requireNonNull(request.speech());
        List<Segment> segments = Listening.through(
                Windows.along(speech, WINDOW, PAUSE),
                window -> heard(recording, window, request.workFolder(), cancellation),
                cancellation,
                progress);
        return new Transcript(name(), "en", true, "Draft quality", segments);
    }

    private List<Segment> heard(Path recording, Span window, Path workFolder, Cancellation cancellation) {
        Path clip = workFolder.resolve("pocketsphinx-window.wav").toAbsolutePath();
        try {
            clips.write(recording, window, Form.WAV, clip, workFolder, cancellation);
            return recognised(clip, workFolder, cancellation);
        } finally {
            delete(clip);
        }
    }

    private List<Segment> recognised(Path clip, Path workFolder, Cancellation cancellation) {
        Path program = tools.pocketsphinx()
                .orElseThrow(() -> new MediaException(Kind.TOOL_MISSING, "The program pocketsphinx is not installed."));
        PocketsphinxWords words = new PocketsphinxWords();
        ChildProcess.Result result = new ChildProcess(
                        List.of(program.toString(), "-infile", clip.toString(), "-time", "yes"), workFolder, LIMIT)
                .onLine(words::line)
                .run(cancellation);
        if (!result.ok()) {
            throw result.errorTail().contains(" not found")
                            || result.errorTail().contains("acoustic model")
                    ? new MediaException(Kind.TOOL_MISSING, "The language model of pocketsphinx is not installed.")
                    : result.failure("pocketsphinx could not transcribe a part of the recording.");
        }
        return words.segments();
    }

    private static void delete(Path clip) {
        try {
            Files.deleteIfExists(clip);
        } catch (IOException e) {
            throw new MediaException(Kind.FAILED, "A temporary file could not be deleted.", e);
        }
    }
}
