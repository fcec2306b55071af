package dev.reelcast.media;

import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.model.Speech;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** Listens to a recording once, and says where people talk and how the sound looks. Thread-safe. */
public final class AudioScanner {

    /**
     * What was heard.
     *
     * @param speech where people talk
     * @param waveform how the sound looks
     * @param closeup how it looks from near
     * @param warning one sentence for the job's log when the speech model could not be used
     */
    public record Scan(Speech speech, Waveform waveform, Closeup closeup, Optional<String> warning) {}

    private final AudioDecoder decoder;

    /** @param longest recording that is listened to */
    public AudioScanner(Tools tools, Duration longest) {
        this.decoder = new AudioDecoder(tools, longest);
    }

    /**
     * Listens to a file's first audio stream, in one pass and in little memory, whatever its length.
     *
     * @param info of the file
     * @param workFolder an existing folder
     * @param progress 0 to 1, by seconds heard; jumps to the end when the length is not known
     * @throws MediaException of kind {@link Kind#NO_AUDIO} when there is nothing to hear, {@link Kind#TOO_LARGE} when
     *     there is more than allowed
     */
    public Scan scan(Path file, MediaInfo info, Path workFolder, DoubleConsumer progress, Cancellation cancellation) {
        Waveform.Builder waveform = new Waveform.Builder();
        Closeup.Builder closeup = new Closeup.Builder();
        try (SpeechDetector detector = SpeechDetector.open()) {
            Pcm.Sink all = (samples, count) -> {
                waveform.accept(samples, count);
                closeup.accept(samples, count);
                detector.accept(samples, count);
            };
            decoder.decode(file, info.requireAudio().duration(), workFolder, all, progress, cancellation);
            return new Scan(detector.end(), waveform.build(), closeup.build(), detector.warning());
        }
    }
}
