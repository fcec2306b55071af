package dev.reelcast.media.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelcast.media.Cancellation;
import dev.reelcast.media.CancelledException;
import dev.reelcast.media.ConfiguredService;
import dev.reelcast.media.MediaException;
import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.media.ServiceTransport;
import dev.reelcast.media.text.LoopbackService;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.Span;
import dev.reelcast.model.Speech;
import dev.reelcast.model.Transcript;
import dev.reelcast.model.Transcript.Segment;
import dev.reelcast.net.ServiceClient;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAnalyserTest {

    private static final Speech SPEECH = Talks.speech(1800, new Span(100, 400), new Span(600, 1500));

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
    void tellsTheModelWhatIsAskedAndKnownAndWantsItsAnswerByASchema() {
        site.answersJson(completion(answer()));

        analyse(request(5));

        LoopbackService.Asked asked = site.asked().get(0);
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.path()).isEqualTo("/v1/chat/completions");
        assertThat(asked.authorization()).isEqualTo("Bearer secret");
        JsonObject body = new JsonObject(asked.body());
        assertThat(body.getString("model")).isEqualTo("tiny-1");
        JsonObject format = body.getJsonObject("response_format");
        assertThat(format.getString("type")).isEqualTo("json_schema");
        assertThat(format.getJsonObject("json_schema").getBoolean("strict")).isTrue();
        JsonObject schema = format.getJsonObject("json_schema").getJsonObject("schema");
        assertThat(schema.getBoolean("additionalProperties")).isFalse();
        List<String> required =
                schema.getJsonArray("required").stream().map(String::valueOf).toList();
        assertThat(required)
                .containsExactlyInAnyOrderElementsOf(
                        schema.getJsonObject("properties").fieldNames())
                .contains("episodeStart", "episodeEnd", "shouldAutopublish", "reason", "chapters");
        String material = body.getJsonArray("messages").getJsonObject(1).getString("content");
        assertThat(material)
                .contains("What counts as the episode: the sermon, without the notices")
                .contains("Words the episode is about: grace, hope")
                .contains("Title of the source: Sunday")
                .contains("The recording lasts 1800.0 seconds.")
                .contains("100.0 to 400.0", "600.0 to 1500.0")
                .contains("An episode has at least 5 min.")
                .containsPattern("\n1 \\[600\\.0] [A-Z].*\n2 \\[606\\.0] [A-Z]");
    }

    @Test
    void takesAGoodAnswerAndMovesItsTimesToTheSpeech() {
        site.answersJson(completion(answer().put("episodeStart", 598.2).put("episodeEnd", 1502)));

        Analysis analysis = analyse(request(5));

        assertThat(analysis)
                .isEqualTo(new Analysis(
                        "service",
                        "tiny-1",
                        new Span(599.5, 1500.5),
                        "On hope",
                        "A talk.",
                        List.of("Hope holds."),
                        List.of("hope"),
                        List.of(new Chapter(700, "First"), new Chapter(900, "Second")),
                        0.9,
                        true,
                        "Clear and complete."));
    }

    @Test
    void believesNothingThatCannotBe() {
        JsonObject wild = answer().put("episodeStart", -50)
                .put("episodeEnd", 1e300)
                .put("title", "x\u0000\u202e\n" + "long ".repeat(1000))
                .put("summary", "s".repeat(100_000))
                .put("insights", new JsonArray().add("a\u0007").add(5).add("a").add(""))
                .put(
                        "topics",
                        new JsonArray(
                                IntStream.range(0, 500).mapToObj(i -> "t" + i).toList()))
                .put(
                        "chapters",
                        new JsonArray()
                                .add(chapter(5000, "after"))
                                .add(chapter(300, "b"))
                                .add(chapter(301, "too near"))
                                .add("no chapter")
                                .add(chapter(10, "a")))
                .put("confidence", 7)
                .put("more", "ignored");
        site.answersJson(completion(wild));

        Analysis analysis = analyse(request(5));

        assertThat(analysis.episode()).isEqualTo(new Span(0, 1800));
        assertThat(analysis.title()).startsWith("x long").hasSizeLessThanOrEqualTo(200);
        assertThat(analysis.summary()).hasSizeLessThanOrEqualTo(4000);
        assertThat(analysis.insights()).containsExactly("a");
        assertThat(analysis.topics()).hasSize(12);
        assertThat(analysis.chapters()).containsExactly(new Chapter(10, "a"), new Chapter(300, "b"));
        assertThat(analysis.confidence()).isEqualTo(1);
    }

    @Test
    void holdsTheModelToTheLeastLength() {
        site.answersJson(completion(answer()));

        Analysis analysis = analyse(request(20));

        assertThat(analysis.shouldAutopublish()).isFalse();
        assertThat(analysis.reason()).contains("less than the 20 min that are asked for");
    }

    @Test
    void sendsABadAnswerBackOnce() {
        site.answersJson(completion("I think the episode is about hope."))
                .answersJson(completion("```json\n" + answer().encode() + "\n```"));

        assertThat(analyse(request(5)).title()).isEqualTo("On hope");
        JsonArray messages = new JsonObject(site.asked().get(1).body()).getJsonArray("messages");
        assertThat(messages.getJsonObject(2).getString("content")).isEqualTo("I think the episode is about hope.");
        assertThat(messages.getJsonObject(3).getString("content")).startsWith("The answer is not valid JSON.");
    }

    @Test
    void givesUpForNowAfterTwoBadAnswers() {
        site.answersJson(completion(answer().put("episodeStart", 900).put("episodeEnd", 100)));

        assertFails(Kind.FAILED, "twice gave an answer that cannot be used");
        assertThat(site.asked()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void comesBackLaterWhenTheServiceIsDown(int status) {
        site.answers(status, "text/html", "<h1>Sorry</h1>");

        assertFails(Kind.SERVICE_DOWN, "(HTTP " + status + ")");
        assertThat(site.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void tellsAWrongConfigurationApart(int status) {
        site.answers(status, "application/json", "{\"error\":{}}");

        assertFails(Kind.REFUSED, "(HTTP " + status + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>Maintenance</html>", "{\"choices\":[{\"message\":{\"content\":\"{", "{}", "[]", "null", ""
            })
    void takesAnErrorPageOrHalfAnAnswerForAPassingFailure(String body) {
        site.answers(200, "text/html", body);

        assertFails(Kind.FAILED, "The analysis service answered");
    }

    @Test
    void stopsWaitingWhenCancelled() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        site.answers(exchange -> {
            asked.countDown();
            over.await(20, TimeUnit.SECONDS);
        });
        Cancellation cancellation = new Cancellation();

        CompletableFuture<Analysis> run = CompletableFuture.supplyAsync(
                () -> new ServiceAnalyser(client(), "tiny-1", 60_000).analyse(request(5), cancellation, done -> {}));
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        cancellation.cancel();

        assertThatThrownBy(() -> run.get(2, TimeUnit.SECONDS)).hasCauseInstanceOf(CancelledException.class);
        over.countDown();
    }

    @Test
    void analysesATextWithoutARecording() {
        site.answersJson(completion(answer().putNull("episodeStart").putNull("episodeEnd")));
        AnalysisRequest text = new AnalysisRequest(
                Talks.titled(null),
                null,
                Talks.transcript("en", List.of(new Segment(-1, -1, "Hope is a talk."))),
                null,
                List.of(),
                0,
                0);

        Analysis analysis = analyse(text);

        assertThat(analysis.episode()).isNull();
        assertThat(analysis.chapters()).isEmpty();
        assertThat(new JsonObject(site.asked().get(0).body())
                        .getJsonArray("messages")
                        .getJsonObject(1)
                        .getString("content"))
                .contains("There is no recording, only a text.")
                .endsWith("\n1 Hope is a talk.\n");
    }

    @Test
    void sendsALongTranscriptThinnedOutEvenly() {
        List<Segment> segments = Talks.about(Talks.STARS, 0, 10_000, 5);
        List<Passage> passages = Passages.of(Talks.transcript("en", segments), null, "en");

        String lines = Condensed.lines(passages, 20_000);

        assertThat(lines.length()).isBetween(10_000, 20_000);
        List<Integer> numbers =
                lines.lines().map(line -> Integer.parseInt(line.split(" ")[0])).toList();
        assertThat(numbers).isSorted().doesNotHaveDuplicates().startsWith(1).endsWith(passages.size());
        for (int i = 1; i < numbers.size(); i++) {
            assertThat(numbers.get(i) - numbers.get(i - 1)).isLessThan(30);
        }
        assertThat(Condensed.lines(passages, 10_000_000).lines()).hasSize(passages.size());
    }

    private void assertFails(Kind kind, String message) {
        assertThatThrownBy(() -> analyse(request(5)))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private Analysis analyse(AnalysisRequest request) {
        return new ServiceAnalyser(client(), "tiny-1", ServiceAnalyser.DEFAULT_BUDGET)
                .analyse(request, new Cancellation(), done -> {});
    }

    static AnalysisRequest request(double minMinutes) {
        Transcript transcript = Talks.transcript("en", Talks.about(Talks.BOATS, 600, 1500, 6));
        SourceInfo source = new SourceInfo("Sunday", "Chapel", null, null, 1800.0, null, "en", true);
        return new AnalysisRequest(
                source,
                SPEECH,
                transcript,
                "the sermon, without the notices",
                List.of("grace", "hope"),
                minMinutes,
                1800);
    }

    static JsonObject answer() {
        return new JsonObject()
                .put("episodeStart", 600)
                .put("episodeEnd", 1500)
                .put("title", "On hope")
                .put("summary", "A talk.")
                .put("insights", new JsonArray().add("Hope holds."))
                .put("topics", new JsonArray().add("hope"))
                .put("chapters", new JsonArray().add(chapter(900, "Second")).add(chapter(700, "First")))
                .put("confidence", 0.9)
                .put("shouldAutopublish", true)
                .put("reason", "Clear and complete.");
    }

    private static JsonObject chapter(double start, String title) {
        return new JsonObject().put("start", start).put("title", title);
    }

    static String completion(JsonObject answer) {
        return completion(answer.encode());
    }

    private static String completion(@Nullable String content) {
        return new JsonObject()
                .put(
                        "choices",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put(
                                                "message",
                                                new JsonObject()
                                                        .put("role", "assistant")
                                                        .put("content", content))))
                .encode();
    }

    private ServiceTransport client() {
        return new ConfiguredService(new ServiceClient(vertx, site.url(), "secret"));
    }
}
