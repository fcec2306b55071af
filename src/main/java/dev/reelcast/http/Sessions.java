package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.UserStoreApi;
import dev.reelcast.model.User;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out who asks: by the access token in the Authorization header, or in the cookie of one of our own pages. */
final class Sessions {

    private static final String USER = "reelcast.user";
    private static final Pattern BEARER = Pattern.compile("[Bb]earer ([A-Za-z0-9._~+/=-]+)");

    /** @param until when the access token ends */
    record Identity(User user, Instant until) {}

    private final Bus bus;
    private final Tokens tokens;
    private final Origins origins;

    Sessions(Bus bus, Tokens tokens, Origins origins) {
        this.bus = bus;
        this.tokens = tokens;
        this.origins = origins;
    }

    /** Who asks, once {@link #signIn} let the request go on. */
    static User user(RoutingContext context) {
        User user = context.get(USER);
        if (user == null) {
            throw new IllegalStateException("the operation is open to anyone");
        }
        return user;
    }

    /** Lets a request go on when it is known who asks. Nothing of its body is read until then. */
    void signIn(RoutingContext context) {
        context.request().pause();
        identify(context.request())
                .onSuccess(identity -> {
                    context.put(USER, identity.user());
                    context.next();
                })
                .onFailure(refused -> {
                    Bodies.closeAfterwardsWhenBodyWaits(context);
                    context.fail(refused);
                });
    }

    /** Who sends a request to the API. Fails with {@link FailureKind#UNAUTHENTICATED} or {@link FailureKind#FORBIDDEN}. */
    Future<Identity> identify(HttpServerRequest request) {
        boolean reads = HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
        return identify(request, null, reads || origins.ownRequest(request));
    }

    /**
     * Who opens a socket. A browser sends cookies with it from any page, so its origin counts although it is a GET; and as
     * it cannot set headers, the token may stand in the query.
     */
    Future<Identity> identifySocket(HttpServerRequest request) {
        return identify(request, request.getParam("token"), origins.ownRequest(request));
    }

    private Future<Identity> identify(HttpServerRequest request, @Nullable String inQuery, boolean cookieCounts) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            Matcher bearer = BEARER.matcher(header);
            boolean one = request.headers().getAll(HttpHeaders.AUTHORIZATION).size() == 1;
            return one && bearer.matches() ? check(bearer.group(1)) : Future.failedFuture(Tokens.refused());
        }
        if (inQuery != null) {
            return check(inQuery);
        }
        String cookie = SessionCookies.access(request);
        if (cookie == null) {
            return Future.failedFuture(Tokens.refused());
        }
        return cookieCounts
                ? check(cookie)
                : Future.failedFuture(Failure.of(
                        FailureKind.FORBIDDEN, "foreign_origin", "Cookies count only for this server's own pages."));
    }

    private Future<Identity> check(String token) {
        return tokens.check(token)
                .compose(access -> bus.request(UserStoreApi.ACTIVE, access.userId())
                        .map(user -> new Identity(user, access.expiresAt())));
    }
}
