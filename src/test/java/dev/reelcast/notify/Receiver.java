package dev.reelcast.notify;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody on 127.0.0.1 who is called; answers 204 where it was told nothing else. */
final class Receiver {

    /** A call as it came. */
    record Call(String method, String path, String type, String id, String timestamp, String signature, String body) {

        /** As a receiver checks it, who knows only the secret and the specification. */
        boolean isSignedWith(String secret) {
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                byte[] signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
                return signature.equals("v1," + Base64.getEncoder().encodeToString(signed));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<Consumer<HttpServerResponse>> manners = new ConcurrentLinkedQueue<>();

    Receiver(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(this::take);
        server.listen(0, "127.0.0.1").await();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/hook";
    }

    /** What it does with the next call. */
    Receiver then(Consumer<HttpServerResponse> manner) {
        manners.add(manner);
        return this;
    }

    Receiver then(int status) {
        return then(response -> response.setStatusCode(status).end());
    }

    List<Call> calls() {
        return calls;
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            calls.add(new Call(
                    request.method().name(),
                    request.path(),
                    request.getHeader("content-type"),
                    request.getHeader("webhook-id"),
                    request.getHeader("webhook-timestamp"),
                    request.getHeader("webhook-signature"),
                    body.toString()));
            Consumer<HttpServerResponse> manner = manners.poll();
            if (manner == null) {
                request.response().setStatusCode(204).end();
            } else {
                manner.accept(request.response());
            }
        });
    }
}
