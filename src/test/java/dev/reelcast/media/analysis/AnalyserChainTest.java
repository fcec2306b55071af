package dev.reelcast.media.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.ConfiguredService;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.ServiceTransport;
import dev.reelcast.media.text.LoopbackService;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Transcript;
import dev.reelcast.net.ServiceClient;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnalyserChainTest {

    private final List<String> log = new ArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private LoopbackService site;

    @BeforeEach
    void open() throws IOException {
        site = new LoopbackService();
    }

    @AfterEach
    void close() {
        site.close();
        vertx.close().await();
    }

    @Test
    void usesTheServiceThatIsConfigured() {
        site.answersJson(ServiceAnalyserTest.completion(ServiceAnalyserTest.answer()));

        assertThat(analyse(withService(), ServiceAnalyserTest.request(5)).analyser())
                .isEqualTo("service");
    }

    @Test
    void fallsBackWithAWarningWhenTheServiceIsSetUpWrongly() {
        site.answers(401, "application/json", "{}");

        Analysis analysis = analyse(withService(), ServiceAnalyserTest.request(5));

        assertThat(analysis.analyser()).isEqualTo("built-in");
        assertThat(analysis.reason())
                .startsWith("The episode lasts 15 min 1 s, at least the 5 min that are asked for.")
                .endsWith("Warning: The analysis service does not accept the configured key (HTTP 401).");
        assertThat(log)
                .contains("WARNING The analysis service does not accept the configured key (HTTP 401)."
                        + " The built-in analyser is used instead.");
    }

    @Test
    void comesBackToAServiceThatIsDown() {
        site.answers(503, "text/plain", "");

        assertThatThrownBy(() -> analyse(withService(), ServiceAnalyserTest.request(5)))
                .isInstanceOfSatisfying(
                        MediaException.class,
                        e -> assertThat(e.kind().permanent()).isFalse());
    }

    @Test
    void asksNoServiceWhereThereIsNothingToSend() {
        AnalysisRequest full = ServiceAnalyserTest.request(5);
        AnalysisRequest silent = new AnalysisRequest(
                full.source(), full.speech(), Transcript.none("none"), null, List.of(), 5, full.duration());
        AnalysisRequest nobody = new AnalysisRequest(
                full.source(), new Speech(60, List.of(), 0, "test"), full.transcript(), null, List.of(), 5, 60);

        assertThat(analyse(withService(), silent).analyser()).isEqualTo("built-in");
        assertThatThrownBy(() -> analyse(withService(), nobody))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_SPEECH));
        assertThat(analyse(new AnalyserChain(Optional.empty(), new BuiltInAnalyser()), full)
                        .analyser())
                .isEqualTo("built-in");
        assertThat(site.asked()).isEmpty();
    }

    private AnalyserChain withService() {
        return new AnalyserChain(Optional.of(new ServiceAnalyser(client(), "tiny-1", 60_000)), new BuiltInAnalyser());
    }

    private Analysis analyse(AnalyserChain chain, AnalysisRequest request) {
        return chain.analyse(request, (level, line) -> log.add(level + " " + line), new Cancellation(), done -> {});
    }

    private ServiceTransport client() {
        return new ConfiguredService(new ServiceClient(vertx, site.url(), "secret"));
    }
}
