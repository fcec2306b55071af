package dev.reelcast.media.speechtotext;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Transcript.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** Reads what somebody wrote down already: a transcript that was given with the job, or the source's captions. */
final class TextTranscriber implements Transcriber {

    static final String GIVEN = "given";
    static final String CAPTIONS = "captions";

    private final String name;

    private TextTranscriber(String name) {
        this.name = name;
    }

    static TextTranscriber given() {
        return new TextTranscriber(GIVEN);
    }

    static TextTranscriber captions() {
        return new TextTranscriber(CAPTIONS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public Optional<String> obstacle(TranscriptionRequest request) {
        if (name.equals(GIVEN)) {
            return request.given() == null ? Optional.of("no transcript came with the job") : Optional.empty();
        }
        return request.captions() == null ? Optional.of("the source has no captions") : Optional.empty();
    }

    @Override
    public Transcript transcribe(TranscriptionRequest request, Cancellation cancellation, DoubleConsumer progress) {
        cancellation.throwIfCancelled();
        List<Segment> segments = segments(request);
        progress.accept(1);
        return new Transcript(name, request.language(), false, null, segments);
    }

    private List<Segment> segments(TranscriptionRequest request) {
        String given = request.given();
        Path captions = request.captions();
        if (name.equals(GIVEN) && given != null) {
            return Captions.parse(given, request.language());
        }
        if (captions == null) {
            throw new IllegalArgumentException("there is nothing to read");
        }
        try (InputStream in = Files.newInputStream(captions)) {
            return Captions.parse(in.readNBytes(Captions.MOST_BYTES + 1), request.language());
        } catch (IOException e) {
            throw new MediaException(Kind.FAILED, "The captions could not be read from disk.", e);
        }
    }
}
