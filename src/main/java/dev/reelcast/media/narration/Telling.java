package dev.reelcast.media.narration;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.VoiceTrack;
import dev.reelcast.model.Narration;
import dev.reelcast.model.Narration.Sentence;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/** One text spoken by one engine: sentence after sentence, with a pause after each, and where on the track each is. */
final class Telling {

    /** Between two sentences, seconds. */
    private static final double PAUSE = 0.35;
    /** How fast people read what cannot be spoken, characters a second, and how long at least it stands. */
    private static final double READING = 15;

    private static final double LEAST_READING = 1;
    private static final int BYTES_PER_SAMPLE = 2;
    /** The part of the work that is speaking. */
    private static final double SPEAKING = 0.9;
    /** Samples a second while nothing has been heard yet. */
    private static final int UNHEARD_RATE = 22_050;

    private final Narrator narrator;
    private final NarrationRequest request;
    private final VoiceTrack track;
    private final DoubleConsumer progress;
    private final Cancellation cancellation;

    Telling(
            Narrator narrator,
            NarrationRequest request,
            VoiceTrack track,
            DoubleConsumer progress,
            Cancellation cancellation) {
        this.narrator = narrator;
        this.request = request;
        this.track = track;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    Narration told(List<String> sentences, Path target, double loudness) {
        Path raw = request.workFolder().resolve("narration.pcm");
        Narrator.Voice voice = narrator.open(request);
        try {
            Tape tape = recorded(voice, sentences, raw);
            if (!tape.heard) {
                throw new MediaException(Kind.NO_SPEECH, "There is nothing in the text that can be spoken.");
            }
            track.level(
                    raw,
                    tape.rate,
                    tape.seconds(),
                    loudness,
                    target,
                    request.workFolder(),
                    done -> progress.accept(SPEAKING + (1 - SPEAKING) * done),
                    cancellation);
            Files.delete(raw);
            return new Narration(narrator.name(), voice.name(), request.language(), tape.seconds(), tape.sentences);
        } catch (IOException e) {
            throw new MediaException(
                    String.valueOf(e.getMessage()).contains("No space left") ? Kind.NO_SPACE : Kind.FAILED,
                    "What was spoken could not be written.",
                    e);
        }
    }

    private Tape recorded(Narrator.Voice voice, List<String> sentences, Path raw) throws IOException {
        Path wav = request.workFolder().resolve("sentence.wav");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(raw))) {
            Tape tape = new Tape(out);
            for (int i = 0; i < sentences.size(); i++) {
                cancellation.throwIfCancelled();
                Files.deleteIfExists(wav);
                voice.speak(sentences.get(i), wav, cancellation);
                tape.add(sentences.get(i), wav);
                progress.accept(SPEAKING * (i + 1) / sentences.size());
            }
            return tape;
        } finally {
            Files.deleteIfExists(wav);
        }
    }

    /** What has been spoken so far. */
    private static final class Tape {
        private final OutputStream out;
        private final List<Sentence> sentences = new ArrayList<>();
        private int rate;
        private long samples;
        private boolean heard;

        Tape(OutputStream out) {
            this.out = out;
        }

        double seconds() {
            return rate == 0 ? 0 : (double) samples / rate;
        }

        /** A sentence in which there is nothing to hear stands for as long as it takes to read. */
        void add(String sentence, Path wav) throws IOException {
            byte[] sound = new byte[0];
            if (Files.exists(wav)) {
                WavFile spoken = WavFile.read(wav);
                requireRate(spoken.rate());
                sound = spoken.bytes();
            }
            requireRate(rate == 0 ? UNHEARD_RATE : rate);
            double start = seconds();
            if (sound.length == 0) {
                silence(Math.max(LEAST_READING, sentence.length() / READING));
            } else {
                heard = true;
                write(sound);
            }
            sentences.add(new Sentence(start, seconds(), sentence));
            silence(PAUSE);
        }

        private void requireRate(int given) {
            if (rate != 0 && rate != given) {
                throw new MediaException(Kind.FAILED, "The voice changed its form in the middle of the text.");
            }
            rate = given;
        }

        private void silence(double seconds) throws IOException {
            write(new byte[(int) (seconds * rate) * BYTES_PER_SAMPLE]);
        }

        private void write(byte[] sound) throws IOException {
            out.write(sound);
            samples += sound.length / BYTES_PER_SAMPLE;
        }
    }
}
