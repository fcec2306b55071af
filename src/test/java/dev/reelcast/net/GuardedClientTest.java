package dev.reelcast.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class GuardedClientTest {

    private final Vertx vertx = Vertx.vertx();
    private final TestSite site = new TestSite(vertx);
    private final AtomicInteger lookUps = new AtomicInteger();

    /** Every name is this machine; 127.0.0.1 counts as public, all else inside. */
    private final UrlGuard guard = new UrlGuard(GuardedClientTest::isTheSite, host -> {
        lookUps.incrementAndGet();
        return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
    });

    private final GuardedClient client = new GuardedClient(vertx, guard);

    @TempDir
    Path folder;

    private static boolean isTheSite(InetAddress address) {
        return address.getHostAddress().equals("127.0.0.1");
    }

    @AfterEach
    void close() {
        client.close().await();
        vertx.close().await();
    }

    private FetchException failure(Transfer<?> transfer) {
        FetchException failure = catchThrowableOfType(FetchException.class, transfer::await);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(7).nextBytes(noise);
        return noise;
    }

    @Test
    void savesAFileAndTellsHowFarItIs() throws Exception {
        byte[] media = noise(5 << 20);
        site.page(
                "/talk.mp3",
                request -> request.response()
                        .putHeader("content-type", "Audio/MPEG; charset=x")
                        .end(Buffer.buffer(media)));
        List<Long> seen = new CopyOnWriteArrayList<>();
        Path file = folder.resolve("talk.mp3");

        GuardedClient.Found found = client.download(Fetch.get(site.url("/talk.mp3#t=1")), file, (bytes, total) -> {
                    assertThat(total).isEqualTo(media.length);
                    seen.add(bytes);
                })
                .await();

        assertThat(found).isEqualTo(new GuardedClient.Found(site.url("/talk.mp3"), "audio/mpeg", media.length));
        assertThat(file).hasBinaryContent(media);
        assertThat(seen).isSorted().endsWith((long) media.length);
    }

    @Test
    void stopsAtTheSizeCapWhetherAnnouncedOrNot() {
        site.page("/announced", request -> request.response().end(Buffer.buffer(noise(2000))));
        site.page("/chunked", request -> request.response().setChunked(true).end(Buffer.buffer(noise(2000))));
        Path file = folder.resolve("big");

        for (String path : List.of("/announced", "/chunked")) {
            Fetch fetch = Fetch.get(site.url(path)).maxBytes(1999);
            assertThat(failure(client.fetch(fetch)).kind()).isEqualTo(FetchException.Kind.TOO_LARGE);
            assertThat(failure(client.download(fetch, file, (bytes, total) -> {}))
                            .permanent())
                    .isTrue();
            assertThat(file).doesNotExist();
        }
        assertThat(client.fetch(Fetch.get(site.url("/chunked")).maxBytes(2000))
                        .future()
                        .await()
                        .body()
                        .length())
                .isEqualTo(2000);
    }

    @Test
    void followsRedirectsToTheLastPage() throws Exception {
        site.redirect("/a", "b?x=1")
                .redirect("/b", site.url("/c"))
                .page(
                        "/c",
                        request -> request.response().putHeader("etag", "\"1\"").end("found"));

        GuardedClient.Answer answer = client.fetch(Fetch.get(site.url("/a"))).await();

        assertThat(answer.body()).hasToString("found");
        assertThat(answer.url()).isEqualTo(site.url("/c"));
        assertThat(answer.headers().get("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void refusesARedirectToTheInside() {
        for (String inside : List.of("http://127.0.0.2:" + site.port() + "/x", "http://[::1]/", "//10.0.0.1/")) {
            site.redirect("/leads-inside", inside);
            FetchException failure = failure(client.fetch(Fetch.get(site.url("/leads-inside"))));
            assertThat(failure.word()).isEqualTo("private_address");
            assertThat(failure.permanent()).isTrue();
        }
        site.redirect("/to-a-file", "file:///etc/passwd");
        assertThat(failure(client.fetch(Fetch.get(site.url("/to-a-file")))).word())
                .isEqualTo("invalid_url");
        assertThat(site.asked()).doesNotContain("/x");
    }

    @Test
    void givesUpOnARedirectLoop() {
        site.redirect("/loop", "/loop");

        assertThat(failure(client.fetch(Fetch.get(site.url("/loop")))).kind()).isEqualTo(FetchException.Kind.REDIRECT);
        assertThat(site.asked()).hasSize(1 + GuardedClient.MAX_HOPS);
    }

    @Test
    void connectsToTheAddressThatWasCheckedAndLooksUpOnce() throws Exception {
        site.page("/", request -> request.response().end(String.valueOf(request.authority())));

        GuardedClient.Answer answer = client.fetch(Fetch.get("http://rebinding.example:" + site.port() + "/"))
                .await();

        assertThat(answer.body()).hasToString("rebinding.example:" + site.port());
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void triesTheNextCheckedAddressWhenOneCannotBeReached() throws Exception {
        site.page("/", request -> request.response().end("reached"));
        UrlGuard twoAddresses = new UrlGuard(true, host ->
                new InetAddress[] {InetAddress.getByName("127.9.9.9"), InetAddress.getByName("127.0.0.1")});
        GuardedClient other = new GuardedClient(vertx, twoAddresses);

        assertThat(other.fetch(Fetch.get("http://two.example:" + site.port()))
                        .await()
                        .body())
                .hasToString("reached");
        other.close().await();
    }

    @Test
    void checksTheCertificateAgainstTheNameInTheUrl() throws Exception {
        Path store = folder.resolve("store.p12");
        Path certificate = folder.resolve("certificate.pem");
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=site", "-ext", "san=dns:media.example");
        keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
        PfxOptions keys = new PfxOptions().setPath(store.toString()).setPassword("changeit");
        PemTrustOptions trust = new PemTrustOptions().addCertPath(certificate.toString());
        TestSite secure = new TestSite(
                vertx, new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(keys));
        secure.page(
                "/",
                request -> request.response()
                        .end(String.valueOf(request.connection().indicatedServerName())));
        GuardedClient trusting = new GuardedClient(vertx, guard, new HttpClientOptions().setTrustOptions(trust));

        assertThat(trusting.fetch(Fetch.get("https://media.example:" + secure.port())
                                .within(Duration.ofSeconds(5)))
                        .await()
                        .body())
                .hasToString("media.example");
        assertThat(failure(trusting.fetch(Fetch.get("https://other.example:" + secure.port())))
                        .kind())
                .isEqualTo(FetchException.Kind.NETWORK);
        trusting.close().await();
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", "changeit", "-storetype", "PKCS12"));
        command.addAll(List.of("-alias", "site"));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    @Test
    void tellsPermanentFromPassingStatuses() {
        for (int status : List.of(400, 401, 403, 404, 410, 451, 408, 429, 500, 502, 503)) {
            site.page(
                    "/status",
                    request -> request.response()
                            .setStatusCode(status)
                            .putHeader("retry-after", "120")
                            .end("why"));
            FetchException failure = failure(client.fetch(Fetch.get(site.url("/status"))));
            assertThat(failure.word()).isEqualTo("http_" + status);
            assertThat(failure.permanent()).as("%s", status).isEqualTo(status < 500 && status != 408 && status != 429);
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(2));
        }
    }

    @Test
    void readsRetryAfterAsADate() {
        Clock noon = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

        assertThat(retryAfter("Sat, 21 Nov 2026 12:01:00 GMT", noon)).isEqualTo(Duration.ofMinutes(1));
        assertThat(retryAfter("Sat, 21 Nov 2026 11:59:00 GMT", noon)).isNull();
        assertThat(retryAfter("soon", noon)).isNull();
    }

    private static @Nullable Duration retryAfter(String value, Clock clock) {
        return Statuses.retryAfter(MultiMap.caseInsensitiveMultiMap().add("Retry-After", value), clock);
    }

    @Test
    void leavesNoFileWhenTheConnectionBreaks() {
        site.page("/cut", request -> {
            request.response().putHeader("content-length", "1000").write("half");
            vertx.setTimer(50, cut -> request.connection().close());
        });
        Path file = folder.resolve("cut");

        FetchException failure = failure(client.download(Fetch.get(site.url("/cut")), file, (bytes, total) -> {}));

        assertThat(failure.kind()).isEqualTo(FetchException.Kind.NETWORK);
        assertThat(failure.permanent()).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void cancelClosesTheConnectionAndDeletesTheFile() {
        site.page(
                "/slow",
                request ->
                        request.response().putHeader("content-length", "1000").write("begun"));
        Path file = folder.resolve("slow");
        Transfer<?> transfer = client.download(Fetch.get(site.url("/slow")), file, (bytes, total) -> {});
        await().until(() -> Files.exists(file));

        transfer.cancel();

        assertThat(failure(transfer).kind()).isEqualTo(FetchException.Kind.CANCELLED);
        assertThat(file).doesNotExist();
        await().untilAsserted(() -> assertThat(site.brokenOff()).contains("/slow"));
    }

    @Test
    void cancelNeedsNoAnswerFromTheServer() {
        site.page("/silent", request -> {});
        Transfer<?> transfer = client.fetch(Fetch.get(site.url("/silent")));
        await().until(() -> site.asked().contains("/silent"));

        transfer.cancel();

        assertThat(failure(transfer).kind()).isEqualTo(FetchException.Kind.CANCELLED);
        await().untilAsserted(() -> assertThat(site.brokenOff()).contains("/silent"));
    }

    @Test
    void endsAtItsTimeLimit() {
        site.page("/silent", request -> {});
        site.page("/stalled", request -> request.response().setChunked(true).write("begun"));
        Path file = folder.resolve("stalled");
        Duration limit = Duration.ofMillis(300);

        assertThat(failure(client.fetch(Fetch.get(site.url("/silent")).within(limit)))
                        .kind())
                .isEqualTo(FetchException.Kind.TIMEOUT);
        assertThat(failure(client.download(Fetch.get(site.url("/stalled")).within(limit), file, (bytes, total) -> {}))
                        .kind())
                .isEqualTo(FetchException.Kind.TIMEOUT);
        assertThat(file).doesNotExist();
    }

    @Test
    void tellsAFullDisk() {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "no /dev/full");
        site.page("/big", request -> request.response().end(Buffer.buffer(noise(100_000))));
        Path link = folder.resolve("full");

        assertThat(failure(client.download(Fetch.get(site.url("/big")), full(link), (bytes, total) -> {}))
                        .kind())
                .isEqualTo(FetchException.Kind.NO_SPACE);
        assertThat(link).doesNotExist();
    }

    private static Path full(Path link) {
        try {
            return Files.createSymbolicLink(link, Path.of("/dev/full"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void looksAtTheTypeWithoutTakingTheBody() throws Exception {
        site.page(
                "/endless",
                request -> request.response()
                        .putHeader("content-type", "video/mp4")
                        .putHeader("content-length", "99999999")
                        .write("begun"));

        GuardedClient.Found found = client.look(Fetch.get(site.url("/endless"))).await();

        assertThat(found).isEqualTo(new GuardedClient.Found(site.url("/endless"), "video/mp4", 99_999_999));
        await().untilAsserted(() -> assertThat(site.brokenOff()).contains("/endless"));
    }

    @Test
    void keepsSecretsFromAnotherOrigin() throws Exception {
        site.page(
                "/seen",
                request ->
                        request.response().end(request.getHeader("authorization") + " " + request.getHeader("accept")));
        site.redirect("/same", "/seen").redirect("/other", "http://other.example:" + site.port() + "/seen");

        assertThat(client.fetch(withSecret("/same")).await().body()).hasToString("Bearer x text/xml");
        assertThat(client.fetch(withSecret("/other")).await().body()).hasToString("null text/xml");
    }

    private Fetch withSecret(String path) {
        return Fetch.get(site.url(path)).header("Authorization", "Bearer x").header("Accept", "text/xml");
    }

    @Test
    void postsABodyAndDoesNotTurnItIntoAGet() throws Exception {
        site.page(
                "/hook",
                request -> request.body()
                        .onSuccess(body -> request.response().setStatusCode(202).end(request.method() + " " + body)));
        site.redirect("/moved", "/hook");
        site.page(
                "/temporarily",
                request -> request.response()
                        .setStatusCode(307)
                        .putHeader("location", "/hook")
                        .end());

        GuardedClient.Answer answer = client.fetch(
                        Fetch.post(site.url("/temporarily"), "application/json", Buffer.buffer("{}")))
                .await();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).hasToString("POST {}");
        assertThat(failure(client.fetch(Fetch.post(site.url("/moved"), "text/plain", Buffer.buffer("x"))))
                        .kind())
                .isEqualTo(FetchException.Kind.REDIRECT);
    }

    @Test
    void refusesBeforeAnythingIsSent() {
        assertThat(failure(client.fetch(Fetch.get("file:///etc/passwd"))).word())
                .isEqualTo("invalid_url");
        assertThat(failure(client.fetch(Fetch.get("http://10.0.0.1/"))).word()).isEqualTo("private_address");
        GuardedClient nameless = new GuardedClient(vertx, new UrlGuard(false, host -> {
            throw new UnknownHostException("none");
        }));
        FetchException unknown = failure(nameless.fetch(Fetch.get("http://gone.example/")));
        assertThat(unknown.word()).isEqualTo("unknown_host");
        assertThat(unknown.permanent()).isFalse();
        nameless.close().await();
    }

    @Test
    void tellsThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = taken.getLocalPort();
        }

        assertThat(failure(client.fetch(Fetch.get("http://127.0.0.1:" + port + "/")))
                        .kind())
                .isEqualTo(FetchException.Kind.NETWORK);
    }

    @Test
    void mayBeAwaitedOnAWorkerHoweverBusyTheWorkersAre() throws Exception {
        site.page("/", request -> request.response().end("ok"));
        List<Future<String>> waiting = new CopyOnWriteArrayList<>();
        AtomicInteger together = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            waiting.add(vertx.executeBlocking(
                    () -> {
                        // All twenty threads of the common pool are taken before the first one asks.
                        together.incrementAndGet();
                        await().until(() -> together.get() == 20);
                        return client.fetch(Fetch.get(site.url("/")))
                                .await()
                                .body()
                                .toString();
                    },
                    false));
        }
        for (Future<String> answer : waiting) {
            assertThat(answer.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .isEqualTo("ok");
        }
    }

    @Test
    void mustNotBeAwaitedOnAnEventLoop() {
        site.page("/", request -> request.response().end("ok"));
        Future<Object> onLoop = Future.future(promise -> vertx.runOnContext(go -> {
            try {
                promise.complete(client.fetch(Fetch.get(site.url("/"))).await());
            } catch (Exception e) {
                promise.fail(e);
            }
        }));

        assertThatThrownBy(onLoop::await).isInstanceOf(IllegalStateException.class);
    }
}
