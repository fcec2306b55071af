package dev.reelcast.media.speechtotext;

import dev.reelcast.media.AudioClip;
import dev.reelcast.media.AudioClip.Form;
import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.ServiceTransport;
import dev.reelcast.media.ServiceTransport.Answer;
import dev.reelcast.media.ServiceTransport.Field;
import dev.reelcast.media.Tools;
import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Transcript.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Has a service hear: an OpenAI-compatible one ({@code POST /v1/audio/transcriptions}). The recording goes in chunks that
 * end in pauses, each small enough for the services' limit of 25 MB.
 */
public final class ServiceTranscriber implements Transcriber {

    /** How long a chunk is by default. */
    public static final Duration DEFAULT_CHUNK = Duration.ofMinutes(10);

    private static final String SERVICE = "The speech-to-text service";
    private static final String PATH = "/v1/audio/transcriptions";
    private static final Duration LONGEST_CHUNK = Duration.ofMinutes(60);
    private static final double PAUSE = 20;
    private static final long MOST_BYTES = 25_000_000;

    private final Optional<ServiceTransport> service;
    private final String model;
    private final Duration chunk;
    private final AudioClip clips;

    /**
     * @param service empty when none is configured
     * @param model its name there
     * @param chunk how much is sent at once, 10 s to 60 min
     */
    public ServiceTranscriber(Optional<ServiceTransport> service, String model, Duration chunk, Tools tools) {
        if (chunk.toSeconds() < 10 || chunk.compareTo(LONGEST_CHUNK) > 0) {
            throw new IllegalArgumentException("not a chunk's length: " + chunk);
        }
        this.service = service;
        this.model = model;
        this.chunk = chunk;
        this.clips = new AudioClip(tools);
    }

    @Override
    public String name() {
        return "service";
    }

    @Override
    public boolean available() {
        return service.isPresent();
    }

    @Override
    public Optional<String> obstacle(TranscriptionRequest request) {
        return available() ? Optional.empty() : Optional.of("none is configured (transcription.url)");
    }

    @Override
    public Transcript transcribe(TranscriptionRequest request, Cancellation cancellation, DoubleConsumer progress) {
        Path recording = Objects.requireNonNull(request.recording());
        Speech speech = Objects.requireNonNull(request.speech());
        Run run = new Run(service.orElseThrow(), request, cancellation);
        List<Segment> segments = Listening.through(
                Windows.along(speech, chunk.toSeconds(), PAUSE),
                window -> run.heard(recording, window),
                cancellation,
                progress);
        return new Transcript(
                name(), request.language() != null ? request.language() : run.language, false, null, segments);
    }

    /** One recording. */
    private final class Run {
        private final ServiceTransport transport;
        private final TranscriptionRequest request;
        private final Cancellation cancellation;
        private boolean timed = true;
        private @Nullable String language;

        Run(ServiceTransport transport, TranscriptionRequest request, Cancellation cancellation) {
            this.transport = transport;
            this.request = request;
            this.cancellation = cancellation;
        }

        List<Segment> heard(Path recording, Span window) {
            Path clip = request.workFolder().resolve("service-chunk." + Form.MP3.extension());
            try {
                clips.write(recording, window, Form.MP3, clip, request.workFolder(), cancellation);
                if (Files.size(clip) > MOST_BYTES) {
                    throw new IllegalStateException(
                            "a chunk of " + window.length() + " s has " + Files.size(clip) + " bytes");
                }
                ServiceHearing hearing = ServiceHearing.read(sent(clip, window).orFail(SERVICE), window.length());
                language = language == null ? hearing.language() : language;
                return hearing.segments();
            } catch (IOException e) {
                throw new MediaException(Kind.FAILED, "A part of the recording could not be read from disk.", e);
            } finally {
                delete(clip);
            }
        }

        private Answer sent(Path clip, Span window) {
            Answer answer = post(clip, window);
            if (timed && (answer.status() == 400 || answer.status() == 422)) {
                // Some models give no times and refuse to be asked for them.
                timed = false;
                answer = post(clip, window);
            }
            return answer;
        }

        private Answer post(Path clip, Span window) {
            List<Field> fields = new ArrayList<>();
            fields.add(new Field("model", model));
            fields.add(new Field("response_format", timed ? "verbose_json" : "json"));
            if (timed) {
                fields.add(new Field("timestamp_granularities[]", "segment"));
            }
            if (request.language() != null) {
                String code = Locale.forLanguageTag(request.language().replace('_', '-'))
                        .getLanguage();
                fields.add(new Field("language", code));
            }
            if (request.prompt() != null) {
                fields.add(new Field("prompt", request.prompt()));
            }
            // A service without a graphics card may need longer than the talk took.
            Duration limit = Duration.ofMinutes(2).plusSeconds((long) (2 * window.length()));
            return transport.postForm(PATH, fields, clip, Form.MP3.contentType(), limit, cancellation);
        }
    }

    private static void delete(Path clip) {
        try {
            Files.deleteIfExists(clip);
        } catch (IOException e) {
            throw new MediaException(Kind.FAILED, "A temporary file could not be deleted.", e);
        }
    }
}
