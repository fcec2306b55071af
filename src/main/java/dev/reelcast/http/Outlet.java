package dev.reelcast.http;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/** One connection to a browser, whatever wraps its frames. */
interface Outlet {

    /** Sends a frame; the future ends when its bytes were handed to the network. */
    Future<Void> write(String frame);

    /** Says goodbye with a WebSocket close code. */
    void close(int code, String reason);

    /** Ends the connection at once, with what waits to be sent: a client that does not read never hears a goodbye. */
    void cut();

    /** Bare frames, one a WebSocket message. */
    static Outlet of(ServerWebSocket socket, HttpConnection connection) {
        return new Outlet() {
            @Override
            public Future<Void> write(String frame) {
                return socket.writeTextMessage(frame);
            }

            @Override
            public void close(int code, String reason) {
                socket.close((short) code, reason);
            }

            @Override
            public void cut() {
                cutOff(connection);
            }
        };
    }

    /** Frames in SockJS's own, for its client. */
    static Outlet of(SockJSSocket socket) {
        HttpConnection connection = socket.routingContext().request().connection();
        return new Outlet() {
            @Override
            public Future<Void> write(String frame) {
                return socket.write(frame);
            }

            @Override
            public void close(int code, String reason) {
                socket.close(code, reason);
            }

            @Override
            public void cut() {
                cutOff(connection);
            }
        };
    }

    /** Closing in Vert.x's way first flushes, which is the very thing that cannot be done. */
    private static void cutOff(HttpConnection connection) {
        ChannelHandlerContext first =
                ((ConnectionBase) connection).channel().pipeline().firstContext();
        // None is left once the connection has ended by itself.
        if (first != null) {
            first.close();
        }
    }
}
