package dev.reelcast.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The two cookies of a sign-in; scripts cannot read them, and other sites cannot have them sent. */
final class SessionCookies {

    private static final String ACCESS = "reelcast_access";
    private static final String REFRESH = "reelcast_refresh";
    private static final String REFRESH_PATH = "/api/auth";

    private final boolean secure;
    private final Duration refreshLife;

    /**
     * @param secure whether they are for https only
     * @param refreshLife how long a sign-in lasts without use
     */
    SessionCookies(boolean secure, Duration refreshLife) {
        this.secure = secure;
        this.refreshLife = refreshLife;
    }

    void set(HttpServerRequest request, String access, Duration accessLife, String refresh) {
        add(request, ACCESS, access, "/", accessLife);
        add(request, REFRESH, refresh, REFRESH_PATH, refreshLife);
    }

    void clear(HttpServerRequest request) {
        add(request, ACCESS, "", "/", Duration.ZERO);
        add(request, REFRESH, "", REFRESH_PATH, Duration.ZERO);
    }

    @Nullable
    static String access(HttpServerRequest request) {
        return value(request, ACCESS);
    }

    @Nullable
    static String refresh(HttpServerRequest request) {
        return value(request, REFRESH);
    }

    private static @Nullable String value(HttpServerRequest request, String name) {
        Cookie cookie = request.getCookie(name);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    private void add(HttpServerRequest request, String name, String value, String path, Duration life) {
        request.response()
                .addCookie(Cookie.cookie(name, value)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT)
                        .setSecure(secure)
                        .setPath(path)
                        .setMaxAge(life.toSeconds()));
    }
}
