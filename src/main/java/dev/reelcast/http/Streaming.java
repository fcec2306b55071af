package dev.reelcast.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Sends what is read elsewhere, piece by piece: the next is read when the network has taken the one before. */
final class Streaming {

    private static final int PIECE = 256 * 1024;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final int piece;

    Streaming(Vertx vertx, HttpServerResponse response) {
        this(vertx, response, PIECE);
    }

    /** @param piece bytes that are read at a time */
    Streaming(Vertx vertx, HttpServerResponse response, int piece) {
        this.vertx = vertx;
        this.response = response;
        this.piece = piece;
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
                .compose(in ->
                        new Sending(in, length).all().eventually(() -> vertx.executeBlocking(() -> close(in), false)));
    }

    private static @Nullable Void close(InputStream in) throws IOException {
        in.close();
        return null;
    }

    /** What is under way. */
    private final class Sending {

        private final InputStream in;
        private long left;

        Sending(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        Future<Void> all() {
            Future<Void> sent = left == 0 ? Future.succeededFuture() : Rounds.of(this::next);
            return sent.compose(all -> response.end());
        }

        private Future<Boolean> next() {
            return vertx.executeBlocking(this::piece, false).compose(piece -> {
                left -= piece.length();
                return response.write(piece).map(written -> left > 0);
            });
        }

        private Buffer piece() throws IOException {
            byte[] bytes = in.readNBytes((int) Math.min(piece, left));
            if (bytes.length == 0) {
                throw new IOException("the file ended " + left + " bytes too early");
            }
            return Buffer.buffer(bytes);
        }
    }
}
