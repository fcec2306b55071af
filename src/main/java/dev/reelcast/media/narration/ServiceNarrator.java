package dev.reelcast.media.narration;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.ServiceTransport;
import dev.reelcast.media.VoiceTrack;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Has a service speak: an OpenAI-compatible one ({@code POST /v1/audio/speech}). */
public final class ServiceNarrator implements Narrator {

    private static final String SERVICE = "The text-to-speech service";
    private static final String PATH = "/v1/audio/speech";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String VOICE = "alloy";

    private final Optional<ServiceTransport> service;
    private final String model;
    private final VoiceTrack track;

    /**
     * @param service empty when none is configured
     * @param model its name there
     * @param track reads whatever form the service answers in
     */
    public ServiceNarrator(Optional<ServiceTransport> service, String model, VoiceTrack track) {
        this.service = service;
        this.model = model;
        this.track = track;
    }

    @Override
    public String name() {
        return "service";
    }

    @Override
    public Optional<String> obstacle(NarrationRequest request) {
        return service.isPresent() ? Optional.empty() : Optional.of("none is configured (narration.url)");
    }

    @Override
    public Voice open(NarrationRequest request) {
        ServiceTransport transport = service.orElseThrow();
        String voice = request.voice() == null ? VOICE : request.voice();
        return new Voice() {
            @Override
            public String name() {
                return voice;
            }

            @Override
            public void speak(String sentence, Path wav, Cancellation cancellation) {
                Path answer = request.workFolder().resolve("sentence.media");
                try {
                    Files.write(answer, said(transport, voice, sentence, cancellation));
                    if (Files.size(answer) == 0) {
                        throw new MediaException(Kind.SERVICE_DOWN, SERVICE + " answers without a sound.");
                    }
                    track.convert(answer, wav, request.workFolder(), cancellation);
                } catch (IOException e) {
                    throw new MediaException(Kind.FAILED, "A temporary file could not be written.", e);
                }
            }
        };
    }

    private byte[] said(ServiceTransport transport, String voice, String sentence, Cancellation cancellation) {
        JsonObject body = new JsonObject()
                .put("model", model)
                .put("input", sentence)
                .put("voice", voice)
                .put("response_format", "wav");
        return transport.postForBytes(PATH, body, LIMIT, cancellation).orFail(SERVICE);
    }
}
