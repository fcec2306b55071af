package dev.reelcast.media.narration;

import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.text.Sentences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Speaks English by FreeTTS, which is brought along: like a robot, but on any machine. */
public final class FreeTtsNarrator implements Narrator {

    private static final String VOICE = "kevin16";

    /** One for all, made when it is first needed: it holds its dictionary in memory. */
    private com.sun.speech.freetts.@Nullable Voice engine;

    @Override
    public String name() {
        return "freetts";
    }

    @Override
    public Optional<String> obstacle(NarrationRequest request) {
        if (!Sentences.isEnglish(request.language())) {
            return Optional.of("it speaks English alone, and the text is in " + request.language());
        }
        return request.voice() == null || request.voice().equals(VOICE)
                ? Optional.empty()
                : Optional.of("it has no voice “" + request.voice() + "”");
    }

    @Override
    public Voice open(NarrationRequest request) {
        return new Voice() {
            @Override
            public String name() {
                return VOICE;
            }

            @Override
            public void speak(String sentence, Path wav, Cancellation cancellation) {
                cancellation.throwIfCancelled();
                try {
                    sound(sentence).write(wav);
                } catch (IOException e) {
                    throw new MediaException(Kind.FAILED, "What was spoken could not be written.", e);
                }
            }
        };
    }

    /** A sentence takes a tenth of a second, so others wait. */
    private synchronized WavFile sound(String sentence) {
        com.sun.speech.freetts.Voice voice = engine;
        if (voice == null) {
            voice = Arrays.stream(new KevinVoiceDirectory().getVoices())
                    .filter(each -> each.getName().equals(VOICE))
                    .findFirst()
                    .orElseThrow();
            voice.allocate();
            engine = voice;
        }
        FreeTtsSink sink = new FreeTtsSink();
        voice.setAudioPlayer(sink);
        if (!voice.speak(sentence)) {
            throw new MediaException(Kind.FAILED, "FreeTTS could not speak a sentence.");
        }
        return sink.sound();
    }
}
