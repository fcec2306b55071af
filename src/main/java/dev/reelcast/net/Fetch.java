package dev.reelcast.net;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be fetched, and how much of it at most.
 *
 * @param method GET, HEAD or POST
 * @param url not yet checked
 * @param headers sent to the first origin; another origin gets only those that say what we accept
 * @param body what is posted, null for none
 * @param maxBytes of the answer's body; more is a failure
 * @param limit for all of it, redirects and body included
 * @param follows whether redirects are followed
 */
public record Fetch(
        HttpMethod method,
        String url,
        Map<String, String> headers,
        @Nullable Buffer body,
        long maxBytes,
        Duration limit,
        boolean follows) {

    private static final long DEFAULT_MAX = 10L << 20;
    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);

    public Fetch {
        headers = Map.copyOf(headers);
    }

    /** A GET of at most 10 MiB within 30 seconds. */
    public static Fetch get(String url) {
        return new Fetch(HttpMethod.GET, url, Map.of(), null, DEFAULT_MAX, DEFAULT_LIMIT, true);
    }

    /** A POST whose answer is at most 10 MiB, within 30 seconds. */
    public static Fetch post(String url, String contentType, Buffer body) {
        return new Fetch(
                HttpMethod.POST, url, Map.of("content-type", contentType), body, DEFAULT_MAX, DEFAULT_LIMIT, true);
    }

    public Fetch header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Fetch(method, url, more, body, maxBytes, limit, follows);
    }

    public Fetch maxBytes(long bytes) {
        return new Fetch(method, url, headers, body, bytes, limit, follows);
    }

    public Fetch within(Duration time) {
        return new Fetch(method, url, headers, body, maxBytes, time, follows);
    }

    /** A redirect is a failure. */
    public Fetch withoutRedirects() {
        return new Fetch(method, url, headers, body, maxBytes, limit, false);
    }
}
