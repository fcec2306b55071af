package dev.reelcast.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way from a request to the disk. While the disk is behind, the request is held; so no more than a few
 * buffers are in memory, whatever the file's size.
 */
final class Arrival {

    private final HttpServerRequest request;
    private final Path path;
    private final Deque<Buffer> beforeOpen = new ArrayDeque<>();
    private final Promise<Void> written = Promise.promise();
    private final Future<AsyncFile> opening;
    private @Nullable AsyncFile file;
    private long bytes;
    private boolean ended;

    Arrival(Vertx vertx, HttpServerRequest request, Path path) {
        this.request = request;
        this.path = path;
        request.pause();
        this.opening = vertx.fileSystem()
                .open(path.toString(), new OpenOptions().setCreateNew(true).setRead(false));
        opening.onSuccess(this::opened).onFailure(this::failed);
    }

    Path path() {
        return path;
    }

    /** How long it is so far. */
    long bytes() {
        return bytes;
    }

    /** Ends when the file is whole and closed, or could not be written. */
    Future<Void> written() {
        return written.future();
    }

    void write(Buffer data) {
        bytes += data.length();
        AsyncFile out = file;
        if (out == null) {
            beforeOpen.add(data);
        } else if (!written.future().isComplete()) {
            out.write(data).onFailure(this::failed);
            if (out.writeQueueFull()) {
                request.pause();
                out.drainHandler(drained -> request.resume());
            }
        }
    }

    /** There is no more of it. */
    void end() {
        ended = true;
        AsyncFile out = file;
        if (out != null) {
            request.resume();
            out.close().onSuccess(closed -> written.tryComplete()).onFailure(this::failed);
        }
    }

    /** It is not wanted any more; the future ends when the file is closed, or was never made. */
    Future<Void> abandon(Throwable cause) {
        written.tryFail(cause);
        return opening.transform(opened -> opened.succeeded()
                // A file that was closed before says so; it is closed all the same.
                ? opened.result().close().otherwiseEmpty()
                : Future.succeededFuture());
    }

    private void opened(AsyncFile opened) {
        if (written.future().isComplete()) {
            return;
        }
        file = opened;
        opened.exceptionHandler(this::failed);
        bytes -= beforeOpen.stream().mapToLong(Buffer::length).sum();
        while (!beforeOpen.isEmpty()) {
            write(beforeOpen.poll());
        }
        if (ended) {
            end();
        } else if (!opened.writeQueueFull()) {
            request.resume();
        }
    }

    private void failed(Throwable cause) {
        written.tryFail(cause);
    }
}
