package dev.reelcast.http;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.List;

/**
 * The event bus in the browser: the protocol of Vert.x's bridge, on a bare WebSocket at {@code /eventbus/websocket} and in
 * SockJS's framing for its own client. Vert.x's bridge itself is not used: it writes without looking whether anybody reads,
 * trips over frames of the wrong form, registers every socket on the bus, and cannot say when an address is heard.
 *
 * <p>Who connects is known before the upgrade.
 */
final class Bridge {

    private static final int TOO_BIG = 1009;
    private static final List<String> POLLING = List.of("XHR", "EVENT_SOURCE", "HTML_FILE", "JSON_P");

    private final Vertx vertx;
    private final Upgrade upgrade;
    private final Origins origins;
    private final BridgeGuard guard;
    private final Fanout fanout;
    private final Sockets sockets;

    Bridge(Vertx vertx, Upgrade upgrade, Origins origins, BridgeGuard guard, Fanout fanout, Sockets sockets) {
        this.vertx = vertx;
        this.upgrade = upgrade;
        this.origins = origins;
        this.guard = guard;
        this.fanout = fanout;
        this.sockets = sockets;
    }

    void addTo(Router router) {
        router.route("/eventbus/*").handler(this::refuseForeign);
        router.get("/eventbus/websocket").handler(upgrade::authenticate).handler(this::open);
        router.route("/eventbus/:server/:session/websocket").handler(upgrade::authenticate);
        SockJSHandlerOptions options = new SockJSHandlerOptions().setRegisterWriteHandler(false);
        POLLING.forEach(options::addDisabledTransport);
        router.route("/eventbus/*")
                .subRouter(SockJSHandler.create(vertx, options).socketHandler(this::accept));
    }

    private void refuseForeign(RoutingContext context) {
        if (origins.foreign(context.request())) {
            context.fail(Failure.of(FailureKind.FORBIDDEN, "foreign_origin", "This page may not connect."));
        } else {
            context.next();
        }
    }

    private void open(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        context.request()
                .toWebSocket()
                .onSuccess(socket -> accept(context, socket, connection))
                .onFailure(context::fail);
    }

    private void accept(RoutingContext context, ServerWebSocket webSocket, HttpConnection connection) {
        BridgeSocket socket = socket(context, Outlet.of(webSocket, connection));
        webSocket
                .textMessageHandler(text -> socket.receive(text, Sockets.now()))
                .binaryMessageHandler(bytes -> socket.receive(bytes.toString(), Sockets.now()))
                .frameHandler(any -> socket.heard(Sockets.now()))
                .closeHandler(closed -> sockets.gone(socket))
                .exceptionHandler(broken -> sockets.end(socket, TOO_BIG, "the message cannot be read"));
    }

    private void accept(SockJSSocket sockJs) {
        BridgeSocket socket = socket(sockJs.routingContext(), Outlet.of(sockJs));
        sockJs.handler(bytes -> socket.receive(bytes.toString(), Sockets.now()))
                .closeHandler(closed -> sockets.gone(socket))
                .exceptionHandler(broken -> sockets.end(socket, TOO_BIG, "the message cannot be read"));
    }

    private BridgeSocket socket(RoutingContext context, Outlet outlet) {
        Sessions.Identity identity = Upgrade.identity(context);
        BridgeSocket socket = new BridgeSocket(identity.user(), outlet, guard, fanout, Sockets.now());
        sockets.add(socket, identity.until());
        return socket;
    }
}
