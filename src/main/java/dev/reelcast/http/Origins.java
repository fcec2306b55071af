package dev.reelcast.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which pages of which sites may use a visitor's cookies, or call the API from a browser. */
final class Origins {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String HEADERS = "authorization, content-type, range, if-none-match";
    private static final String MAX_AGE_SECONDS = "600";

    private final Set<String> allowed = new HashSet<>();

    /**
     * @param publicUrl how the server is reached from outside, null when not said
     * @param others further front ends
     */
    Origins(@Nullable URI publicUrl, List<String> others) {
        if (publicUrl != null) {
            allowed.add(origin(publicUrl));
        }
        others.forEach(other -> allowed.add(other.toLowerCase(Locale.ROOT).replaceAll("/+$", "")));
    }

    /** Whether a request that changes something may do so by the visitor's cookies: one of our own pages sent it. */
    boolean ownRequest(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null ? "same-origin".equals(request.getHeader("sec-fetch-site")) : known(request, origin);
    }

    /** Whether a browser says that a page of a foreign site sent the request. */
    boolean foreign(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !known(request, origin);
    }

    /** Lets the configured front ends read answers (Fetch standard, CORS), and answers what browsers ask beforehand. */
    void allow(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (!allowed.isEmpty()) {
            response.headers().add(HttpHeaders.VARY, "origin");
        }
        if (origin == null || !allowed.contains(origin.toLowerCase(Locale.ROOT))) {
            context.next();
            return;
        }
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "retry-after, content-range");
        boolean preflight = HttpMethod.OPTIONS.equals(request.method())
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
        if (preflight) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS)
                    .setStatusCode(204)
                    .end();
        } else {
            context.next();
        }
    }

    private boolean known(HttpServerRequest request, String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        if (allowed.contains(lower)) {
            return true;
        }
        HostAndPort host = request.authority();
        if (host == null) {
            return false;
        }
        // Behind a proxy that ends TLS we see http where the browser sees https; the host is what tells sites apart.
        String own = host.host().toLowerCase(Locale.ROOT);
        return same(lower, "http", own, host.port()) || same(lower, "https", own, host.port());
    }

    private static boolean same(String origin, String scheme, String host, int port) {
        int standard = scheme.equals("https") ? 443 : 80;
        return origin.equals(scheme + "://" + host + (port < 0 || port == standard ? "" : ":" + port));
    }

    private static String origin(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost().toLowerCase(Locale.ROOT);
        boolean standard = url.getPort() < 0 || url.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (standard ? "" : ":" + url.getPort());
    }
}
