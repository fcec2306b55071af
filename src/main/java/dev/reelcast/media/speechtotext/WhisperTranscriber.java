package dev.reelcast.media.speechtotext;

import dev.reelcast.media.AudioClip;
import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.Tools;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Transcript.Segment;
import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears by whisper.cpp in this process. It takes half a minute of sound at a time, so windows are that long: no more is
 * in memory, and no longer does a cancelled job go on.
 */
public final class WhisperTranscriber implements Transcriber {

    private static final double WINDOW = 29;
    private static final double PAUSE = 5;
    private static final double TICK = 0.01;
    /** With less the library warns and hears nothing. */
    private static final int LEAST_SAMPLES = 16_000;
    /** How much of the progress fetching the model is, when it has to be. */
    private static final double FETCHING = 0.2;

    /** Those its multilingual models were trained on; any other code would be taken for a wrong one of these. */
    private static final Set<String> LANGUAGES = Set.of("""
            af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id
            is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd
            si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo zh
            """.strip().split("\\s+"));

    private final WhisperModel model;
    private final AudioClip clips;

    public WhisperTranscriber(WhisperModel model, Tools tools) {
        this.model = model;
        this.clips = new AudioClip(tools);
    }

    @Override
    public String name() {
        return "whisper";
    }

    @Override
    public boolean available() {
        return obstacle().isEmpty();
    }

    @Override
    public Optional<String> obstacle(TranscriptionRequest request) {
        return obstacle();
    }

    private Optional<String> obstacle() {
        return model.obstacle().or(WhisperLibrary::problem);
    }

    @Override
    public Transcript transcribe(TranscriptionRequest request, Cancellation cancellation, DoubleConsumer progress) {
        boolean fetches = model.present().isEmpty();
        Path file = model.resolve(cancellation, done -> progress.accept(FETCHING * done));
        cancellation.throwIfCancelled();
        WhisperLibrary.problem().ifPresent(problem -> {
            throw new MediaException(Kind.TOOL_MISSING, "whisper.cpp cannot be used: " + problem + ".");
        });
        double begin = fetches ? FETCHING : 0;
        WhisperJNI whisper = new WhisperJNI();
        try (WhisperContext context = opened(whisper, file)) {
            return new Run(whisper, context, request, cancellation)
                    .transcript(done -> progress.accept(begin + (1 - begin) * done));
        }
    }

    private static WhisperContext opened(WhisperJNI whisper, Path file) {
        GgmlHeader.check(file);
        try {
            @Nullable WhisperContext context = whisper.init(file.toAbsolutePath());
            if (context == null) {
                throw new MediaException(
                        Kind.TOOL_MISSING, "whisper.cpp cannot open its model: the file is damaged or cut off.");
            }
            return context;
        } catch (IOException e) {
            throw new MediaException(Kind.TOOL_MISSING, "The whisper.cpp model cannot be read.", e);
        }
    }

    /** One recording with a model that is open. */
    private final class Run {
        private final WhisperJNI whisper;
        private final WhisperContext context;
        private final TranscriptionRequest request;
        private final Cancellation cancellation;
        private final String language;

        Run(WhisperJNI whisper, WhisperContext context, TranscriptionRequest request, Cancellation cancellation) {
            this.whisper = whisper;
            this.context = context;
            this.request = request;
            this.cancellation = cancellation;
            this.language = spoken(request.language());
        }

        Transcript transcript(DoubleConsumer progress) {
            Path recording = Objects.requireNonNull(request.recording());
            Speech speech = Objects.requireNonNull(request.speech());
            List<Segment> segments = Listening.through(
                    Windows.along(speech, WINDOW, PAUSE),
                    window -> heard(clips.samples(recording, window, request.workFolder(), cancellation)),
                    cancellation,
                    progress);
            return new Transcript(name(), language.equals("auto") ? null : language, false, null, segments);
        }

        private String spoken(@Nullable String tag) {
            if (!whisper.isMultilingual(context)) {
                return "en";
            }
            String code = tag == null
                    ? ""
                    : Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
            return LANGUAGES.contains(code) ? code : "auto";
        }

        private List<Segment> heard(float[] samples) {
            if (samples.length < LEAST_SAMPLES) {
                samples = Arrays.copyOf(samples, LEAST_SAMPLES);
            }
            if (whisper.full(context, parameters(), samples, samples.length) != 0) {
                throw new MediaException(Kind.FAILED, "whisper.cpp could not transcribe a part of the recording.");
            }
            List<Segment> segments = new ArrayList<>();
            for (int i = 0; i < whisper.fullNSegments(context); i++) {
                double start = whisper.fullGetSegmentTimestamp0(context, i) * TICK;
                double end = whisper.fullGetSegmentTimestamp1(context, i) * TICK;
                segments.add(new Segment(start, end, whisper.fullGetSegmentText(context, i)));
            }
            return segments;
        }

        private WhisperFullParams parameters() {
            WhisperFullParams parameters = new WhisperFullParams();
            parameters.nThreads = Math.max(1, Runtime.getRuntime().availableProcessors());
            parameters.language = language;
            parameters.initialPrompt = request.prompt();
            // What was said before the pause must not lead it to repeat itself.
            parameters.noContext = true;
            parameters.suppressBlank = true;
            parameters.printProgress = false;
            parameters.printRealtime = false;
            parameters.printTimestamps = false;
            parameters.printSpecial = false;
            return parameters;
        }
    }
}
