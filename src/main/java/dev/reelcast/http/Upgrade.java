package dev.reelcast.http;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Finds out who opens a WebSocket, while it is still a request that can be refused. */
final class Upgrade {

    private static final String IDENTITY = "reelcast.identity";

    private final Sessions sessions;

    Upgrade(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Who opens the socket, once {@link #authenticate} let it go on. */
    static Sessions.Identity identity(RoutingContext context) {
        Sessions.Identity identity = context.get(IDENTITY);
        if (identity == null) {
            throw new IllegalStateException("a socket was opened without a sign-in");
        }
        return identity;
    }

    /** Lets a request for a WebSocket go on when it is known who sends it. */
    void authenticate(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.canUpgradeToWebSocket()) {
            context.fail(Failure.of(FailureKind.INVALID, "Only a WebSocket can be opened here."));
            return;
        }
        request.pause();
        sessions.identifySocket(request)
                .onSuccess(identity -> {
                    request.resume();
                    context.put(IDENTITY, identity);
                    context.next();
                })
                .onFailure(context::fail);
    }
}
