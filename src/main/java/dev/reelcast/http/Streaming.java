package dev.reelcast.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;

/** Sends what is read elsewhere, piece by piece: the next is read when the network has taken the one before. */
final class Streaming {

    private static final int PIECE = 256 * 1024;

    private final Vertx vertx;
    private final HttpServerResponse response;

    Streaming(Vertx vertx, HttpServerResponse response) {
        this.vertx = vertx;
        this.response = response;
    }

    /**
     * Sends so many bytes, and ends the answer.
     *
     * @param opened called off the event loop
     * @return fails when it was cut off, by either side
     */
    Future<Void> send(Callable<InputStream> opened, long length) {
        response.putHeader("content-length", Long.toString(length));
        return vertx.executeBlocking(opened, false)
                .compose(in -> next(in, length).eventually(() -> vertx.executeBlocking(() -> close(in), false)));
    }

    private Future<Void> next(InputStream in, long left) {
        if (left == 0) {
            return response.end();
        }
        return vertx.executeBlocking(() -> piece(in, left), false)
                .compose(piece -> response.write(piece).compose(written -> next(in, left - piece.length())));
    }

    private static Buffer piece(InputStream in, long left) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(PIECE, left));
        if (bytes.length == 0) {
            throw new IOException("the file ended " + left + " bytes too early");
        }
        return Buffer.buffer(bytes);
    }

    private static Void close(InputStream in) throws IOException {
        in.close();
        return null;
    }
}
