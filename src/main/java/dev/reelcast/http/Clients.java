package dev.reelcast.http;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/** Where a request comes from, and whether anybody is there any more. */
final class Clients {

    private Clients() {}

    /**
     * The client's address. What a proxy says of it counts only when the proxy is on this machine, and of that only the
     * last entry, which is the proxy's own word.
     */
    static String address(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        String peer = remote == null || remote.hostAddress() == null ? "unknown" : remote.hostAddress();
        String forwarded = request.getHeader("x-forwarded-for");
        boolean byProxy = peer.startsWith("127.") || peer.equals("::1") || peer.equals("0:0:0:0:0:0:0:1");
        if (!byProxy || forwarded == null || forwarded.isBlank()) {
            return peer;
        }
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return last.isEmpty() || last.length() > 64 ? peer : last;
    }

    /** Whether a failure only says that the client broke off, which is its right and nobody's fault. */
    static boolean gone(Throwable cause) {
        if (cause instanceof HttpClosedException || cause instanceof ClosedChannelException) {
            return true;
        }
        String message = String.valueOf(cause.getMessage());
        return cause instanceof IOException
                && (message.contains("Connection reset")
                        || message.contains("Broken pipe")
                        || message.contains("Connection was closed"));
    }
}
