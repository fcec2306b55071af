package dev.reelcast.ingest;

import dev.reelcast.net.Fetch;
import dev.reelcast.net.GuardedClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks hubs (WebSub §5.1). Redirects that keep the request, 307 and 308, are followed. */
final class HubClient {

    /** YouTube's hub gives ten days at most. */
    private static final Duration LEASE = Duration.ofDays(10);

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST_OF_AN_ANSWER = 64 << 10;

    private final GuardedClient client;
    private final String callbacks;

    /** @param publicUrl how hubs reach this server, without a slash at the end */
    HubClient(GuardedClient client, String publicUrl) {
        this.client = client;
        this.callbacks = publicUrl + "/websub/";
    }

    /** What callbacks begin with, before the token. */
    String callbacks() {
        return callbacks;
    }

    /** Asks to be told; fails with a {@link dev.reelcast.net.FetchException}. */
    Future<Void> subscribe(String hub, String topic, Credentials credentials) {
        Map<String, String> form = form("subscribe", topic, credentials);
        form.put("hub.lease_seconds", Long.toString(LEASE.toSeconds()));
        form.put("hub.secret", credentials.secret());
        return post(hub, form);
    }

    /** Asks not to be told any more; fails with a {@link dev.reelcast.net.FetchException}. */
    Future<Void> unsubscribe(String hub, String topic, Credentials credentials) {
        return post(hub, form("unsubscribe", topic, credentials));
    }

    private Map<String, String> form(String mode, String topic, Credentials credentials) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("hub.mode", mode);
        form.put("hub.topic", topic);
        form.put("hub.callback", callbacks + credentials.token());
        // Not of the Recommendation; hubs of PubSubHubbub 0.3 want it, and others pass over what they do not know.
        form.put("hub.verify", "async");
        return form;
    }

    private Future<Void> post(String hub, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        Fetch fetch = Fetch.post(hub, "application/x-www-form-urlencoded", Buffer.buffer(body))
                .maxBytes(MOST_OF_AN_ANSWER)
                .within(LIMIT);
        return client.fetch(fetch).future().mapEmpty();
    }
}
