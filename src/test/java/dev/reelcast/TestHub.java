package dev.reelcast;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A hub as YouTube's is, and the feeds that it tells of, on 127.0.0.1: it asks back before it believes, gives ten days at
 * most, signs with SHA-1, and is at times down, slow or contrary when told to be.
 */
public final class TestHub implements AutoCloseable {

    /** The longest lease that it gives, in seconds. */
    public static final long MAX_LEASE = 864_000;

    /** What it does with a request. */
    public enum Manner {
        /** Takes it, and then asks back. */
        VERIFIES,
        /** Asks back, and takes it then. */
        VERIFIES_FIRST,
        /** Takes it, and nothing more. */
        FORGETS,
        /** Takes it, and then refuses. */
        DENIES,
        /** Answers 503 and asks to be left alone for two minutes. */
        IS_DOWN,
        /** Answers 400. */
        REFUSES,
        /** Never answers. */
        HANGS
    }

    /** A request as it came. */
    public record Request(String path, MultiMap headers, MultiMap form) {
        public String mode() {
            return form.get("hub.mode");
        }

        public String topic() {
            return form.get("hub.topic");
        }

        public String callback() {
            return form.get("hub.callback");
        }
    }

    /** Somebody who is told. */
    public record Subscriber(String callback, String topic, String secret, long lease) {}

    /** What a callback answered. */
    public record Answer(int status, MultiMap headers, String body) {}

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final HttpClient client = vertx.createHttpClient();
    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Subscriber> subscribers = new ConcurrentHashMap<>();
    private final Map<String, String> feeds = new ConcurrentHashMap<>();
    private final List<String> links = new CopyOnWriteArrayList<>();
    private volatile Manner manner = Manner.VERIFIES;
    private volatile @Nullable String grant;

    public TestHub() {
        server = vertx.createHttpServer().requestHandler(this::handle);
        server.listen(0, "127.0.0.1").await();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    /** Where it is asked. Below {@code /moved/307} and {@code /moved/308} it redirects to here with that status. */
    public String hubUrl() {
        return url("/subscribe");
    }

    /** Settings that make a server find it. */
    public String[] settings() {
        return new String[] {
            "REELCAST_YOUTUBE_FEED_URL=" + url("/feeds/videos.xml"), "REELCAST_YOUTUBE_HUB_URL=" + hubUrl()
        };
    }

    /** A channel's feed. */
    public String topic(String channelId) {
        return url("/feeds/videos.xml?channel_id=" + channelId);
    }

    /** Serves a feed of a channel. */
    public TestHub feed(String channelId, String xml) {
        feeds.put(channelId, xml);
        return this;
    }

    /** Sends these {@code Link} headers with every feed. */
    public TestHub links(String... headers) {
        links.clear();
        links.addAll(List.of(headers));
        return this;
    }

    public TestHub now(Manner next) {
        manner = next;
        return this;
    }

    /** Says this in place of the lease; null for the lease that was asked for, ten days at most. */
    public TestHub grants(@Nullable String seconds) {
        grant = seconds;
        return this;
    }

    /** All that it was asked, in order. */
    public List<Request> requests() {
        return requests;
    }

    /** Who is told of a topic. */
    public List<Subscriber> subscribers(String topic) {
        return subscribers.values().stream()
                .filter(each -> each.topic().equals(topic))
                .toList();
    }

    /** Tells everybody who is to be told; answers what they answered. */
    public List<Answer> publish(String topic, String body) {
        return subscribers(topic).stream().map(each -> deliver(each, body)).toList();
    }

    public Answer deliver(Subscriber to, String body) {
        return deliver(to, "sha1", body);
    }

    /** @param algorithm {@code sha1}, {@code sha256}, {@code sha384} or {@code sha512} */
    public Answer deliver(Subscriber to, String algorithm, String body) {
        return post(to.callback(), body, "x-hub-signature", signature(algorithm, to.secret(), body));
    }

    /** @param headers names and values by turns */
    public Answer post(String callback, String body, String... headers) {
        return await(send(HttpMethod.POST, callback, Buffer.buffer(body), headers));
    }

    public Answer get(String url) {
        return await(send(HttpMethod.GET, url, null));
    }

    public static String signature(String algorithm, String secret, String body) {
        try {
            String name = "Hmac" + algorithm.toUpperCase(java.util.Locale.ROOT);
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), name));
            return algorithm + "=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        if (path.startsWith("/moved/")) {
            request.response()
                    .setStatusCode(Integer.parseInt(path.substring("/moved/".length())))
                    .putHeader("location", "/subscribe")
                    .end();
        } else if (path.equals("/subscribe")) {
            request.setExpectMultipart(true);
            request.end()
                    .onSuccess(read -> asked(
                            new Request(
                                    path,
                                    request.headers(),
                                    MultiMap.caseInsensitiveMultiMap().addAll(request.formAttributes())),
                            request.response()));
        } else {
            feed(request);
        }
    }

    private void feed(HttpServerRequest request) {
        String xml = feeds.get(String.valueOf(request.getParam("channel_id")));
        links.forEach(link -> request.response().headers().add("link", link));
        if (xml == null) {
            request.response().setStatusCode(404).end();
        } else {
            request.response()
                    .putHeader("content-type", "text/xml; charset=UTF-8")
                    .end(xml);
        }
    }

    private void asked(Request request, HttpServerResponse response) {
        requests.add(request);
        switch (manner) {
            case IS_DOWN ->
                response.setStatusCode(503).putHeader("retry-after", "120").end();
            case REFUSES -> response.setStatusCode(400).end("no");
            case FORGETS -> response.setStatusCode(202).end();
            case HANGS -> request.headers().add("hangs", "on");
            case DENIES -> {
                response.setStatusCode(202).end();
                send(HttpMethod.GET, denial(request), null);
            }
            case VERIFIES -> {
                response.setStatusCode(202).end();
                verify(request);
            }
            case VERIFIES_FIRST ->
                verify(request).onComplete(done -> response.setStatusCode(204).end());
        }
    }

    private Future<Void> verify(Request request) {
        String challenge = UUID.randomUUID() + "+/=&<b>";
        boolean subscribe = "subscribe".equals(request.mode());
        long lease = Math.min(
                MAX_LEASE,
                Long.parseLong(
                        request.form().get("hub.lease_seconds") == null
                                ? "0"
                                : request.form().get("hub.lease_seconds")));
        String granted = grant == null ? Long.toString(lease) : grant;
        String question = question(request.callback(), request.mode(), request.topic(), challenge)
                + (subscribe ? "&hub.lease_seconds=" + encoded(granted) : "");
        return send(HttpMethod.GET, question, null).map(answer -> {
            if (answer.status() / 100 == 2 && answer.body().equals(challenge)) {
                if (subscribe) {
                    subscribers.put(
                            request.callback(),
                            new Subscriber(
                                    request.callback(),
                                    request.topic(),
                                    request.form().get("hub.secret"),
                                    lease));
                } else {
                    subscribers.remove(request.callback());
                }
            }
            return null;
        });
    }

    /** The URL by which a hub asks back. */
    public static String question(String callback, String mode, String topic, String challenge) {
        return callback + "?hub.mode=" + mode + "&hub.topic=" + encoded(topic) + "&hub.challenge=" + encoded(challenge);
    }

    private static String denial(Request request) {
        return request.callback() + "?hub.mode=denied&hub.topic=" + encoded(request.topic()) + "&hub.reason="
                + encoded("This topic is <b>not</b> for you");
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Future<Answer> send(HttpMethod method, String url, @Nullable Buffer body, String... headers) {
        RequestOptions options =
                new RequestOptions().setMethod(method).setAbsoluteURI(url).setTimeout(30_000);
        options.putHeader("user-agent", "TestHub");
        for (int i = 0; i < headers.length; i += 2) {
            options.addHeader(headers[i], headers[i + 1]);
        }
        // On one event loop, with its connections: elsewhere the end of an answer may come before somebody listens to
        // it.
        Promise<Answer> answer = Promise.promise();
        context.runOnContext(go -> client.request(options)
                .compose(request -> body == null ? request.send() : request.send(body))
                .compose(TestHub::whole)
                .onComplete(answer));
        return answer.future();
    }

    private static Future<Answer> whole(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), response.headers(), body.toString()));
    }

    private static Answer await(Future<Answer> answer) {
        try {
            return answer.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the callback did not answer", e);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
