package dev.reelcast.net;

import dev.reelcast.net.FetchException.Kind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls one service that the operator configured, which may be inside the network and may think for minutes. No redirect is
 * followed: the key goes nowhere else. May be called from any thread.
 */
public final class ServiceClient {

    private static final int CONNECT_MILLIS = 10_000;
    private static final long LARGEST_ANSWER = 32L << 20;

    private final Vertx vertx;
    private final Context context;
    private final HttpClient client;
    private final String base;
    private final @Nullable String key;

    /**
     * @param status HTTP status, any
     * @param bytes of the body, whatever its type
     * @param retryAfter how long the service asks to be left alone, null when it does not say
     */
    public record Answer(int status, byte[] bytes, @Nullable Duration retryAfter) {

        /** The body as text, whatever its type. */
        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** A call under way, and the means to stop it. */
    public record Call(Future<Answer> answer, Runnable stop) {}

    /**
     * @param base http or https, a path possible; {@code /v1} at its end is the same as without
     * @param key sent as a bearer token, null for none
     */
    public ServiceClient(Vertx vertx, URI base, @Nullable String key) {
        this.vertx = vertx;
        this.context = Loop.of(vertx);
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setMaxRedirects(0));
        this.base = base.toString().replaceAll("(/v1)?/*$", "");
        this.key = key;
    }

    /**
     * Gets what is at a path. Fails with a {@link FetchException} when there is no answer.
     *
     * @param path under the base URL, with its query
     * @param headers sent beside those of every call
     * @param limit for all of it
     */
    public Call get(String path, Map<String, String> headers, Duration limit) {
        RequestOptions options = options(HttpMethod.GET, path);
        headers.forEach(options::putHeader);
        return call(options, limit, HttpClientRequest::send);
    }

    /**
     * Posts JSON. Fails with a {@link FetchException} when there is no answer.
     *
     * @param path under the base URL
     * @param limit for all of it
     */
    public Call postJson(String path, String json, Duration limit) {
        return post(path, "application/json", json, Map.of(), limit);
    }

    /**
     * Posts a text. Fails with a {@link FetchException} when there is no answer.
     *
     * @param path under the base URL
     * @param contentType of the text, which goes out in UTF-8
     * @param headers sent beside those of every call
     * @param limit for all of it
     */
    public Call post(String path, String contentType, String text, Map<String, String> headers, Duration limit) {
        RequestOptions options = posting(path, contentType);
        headers.forEach(options::putHeader);
        return call(options, limit, request -> request.send(Buffer.buffer(text)));
    }

    /**
     * Posts a form ({@code multipart/form-data}, RFC 7578) with a file in its field {@code file}, read whole: services take
     * some 25 MB at most. Fails with a {@link FetchException} when there is no answer.
     *
     * @param path under the base URL
     * @param fields names and values; a name may stand more than once
     * @param contentType of the file
     * @param limit for all of it
     */
    public Call postForm(
            String path, List<Map.Entry<String, String>> fields, Path file, String contentType, Duration limit) {
        String boundary = "reelcast-" + UUID.randomUUID();
        Buffer head = Buffer.buffer();
        fields.forEach(field -> head.appendString("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                + field.getKey() + "\"\r\n\r\n" + field.getValue() + "\r\n"));
        head.appendString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + file.getFileName() + "\"\r\nContent-Type: " + contentType + "\r\n\r\n");
        Buffer tail = Buffer.buffer("\r\n--" + boundary + "--\r\n");
        return call(
                posting(path, "multipart/form-data; boundary=" + boundary),
                limit,
                request -> vertx.fileSystem()
                        .readFile(file.toString())
                        .compose(bytes -> request.send(head.appendBuffer(bytes).appendBuffer(tail))));
    }

    /** Closes its connections; what is under way fails. */
    public Future<Void> close() {
        return client.close();
    }

    private RequestOptions posting(String path, String contentType) {
        return options(HttpMethod.POST, path).putHeader("content-type", contentType);
    }

    private RequestOptions options(HttpMethod method, String path) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(base + path)
                .putHeader("accept", "application/json, audio/*");
        if (key != null) {
            options.putHeader("authorization", "Bearer " + key);
        }
        return options;
    }

    private Call call(
            RequestOptions options, Duration limit, Function<HttpClientRequest, Future<HttpClientResponse>> send) {
        Promise<Answer> answer = Promise.promise();
        Promise<HttpClientRequest> opened = Promise.promise();
        context.runOnContext(go -> client.request(options)
                .onSuccess(opened::tryComplete)
                .compose(send)
                .compose(ServiceClient::read)
                .onSuccess(answer::tryComplete)
                .onFailure(cause -> answer.tryFail(Failures.of(cause))));
        Runnable stop = () -> end(answer, opened, FetchException.of(Kind.CANCELLED, "The call was stopped."));
        long timer = vertx.setTimer(
                limit.toMillis(),
                late -> end(answer, opened, FetchException.of(Kind.TIMEOUT, "The service took too long to answer.")));
        return new Call(answer.future().onComplete(done -> vertx.cancelTimer(timer)), stop);
    }

    private void end(Promise<Answer> answer, Promise<HttpClientRequest> opened, FetchException why) {
        if (answer.tryFail(why)) {
            opened.future().onSuccess(request -> context.runOnContext(go -> request.reset()));
        }
    }

    private static Future<Answer> read(HttpClientResponse response) {
        Promise<Answer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(part -> {
                    body.appendBuffer(part);
                    if (body.length() > LARGEST_ANSWER) {
                        refuse(response, whole);
                    }
                })
                .exceptionHandler(whole::tryFail)
                .endHandler(end -> whole.tryComplete(new Answer(
                        response.statusCode(),
                        body.getBytes(),
                        Statuses.retryAfter(response.headers(), Clock.systemUTC()))));
        String length = response.getHeader("content-length");
        if (length != null && (length.length() > 18 || Long.parseLong(length) > LARGEST_ANSWER)) {
            refuse(response, whole);
        }
        return whole.future();
    }

    private static void refuse(HttpClientResponse response, Promise<Answer> whole) {
        // Before the reset, which is heard of as a broken connection.
        whole.tryFail(FetchException.of(Kind.TOO_LARGE, "The service's answer is too large."));
        response.request().reset();
    }

    /** Waits, on a worker's thread. */
    public static Answer await(Call call) throws FetchException, InterruptedException {
        try {
            return call.answer().toCompletionStage().toCompletableFuture().get(1, TimeUnit.DAYS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw Failures.of(e.getCause() == null ? e : e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw FetchException.of(Kind.TIMEOUT, "The service took too long to answer.");
        }
    }
}
