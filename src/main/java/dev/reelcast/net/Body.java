package dev.reelcast.net;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientResponse;
import java.nio.file.Path;

/** Takes in an answer's body, no more of it than may be. */
final class Body {

    private final HttpClientResponse response;
    private final Transfer<?> transfer;
    private final long max;
    private long bytes;
    private int writing;
    private boolean ended;

    Body(HttpClientResponse response, Transfer<?> transfer, long max) {
        this.response = response;
        this.transfer = transfer;
        this.max = max;
    }

    /** The length that the server announces, -1 when it does not. */
    static long announced(HttpClientResponse response) {
        String length = response.getHeader("content-length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
    }

    /** Closes the connection of an answer whose body nobody wants. */
    static void hangUp(HttpClientResponse response) {
        response.exceptionHandler(reset -> {
            // Our own doing; without a handler it would be logged as an error.
        });
        response.request().reset();
    }

    Future<Buffer> intoMemory() {
        if (announced(response) > max) {
            hangUp(response);
            return Future.failedFuture(tooLarge());
        }
        Promise<Buffer> whole = Promise.promise();
        Buffer buffer = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(buffer));
        response.handler(chunk -> {
            if (counted(chunk, whole)) {
                buffer.appendBuffer(chunk);
            }
        });
        return whole.future();
    }

    /** Gives the number of bytes; a file that did not become whole is deleted. */
    Future<Long> intoFile(Vertx vertx, Path file, Progress progress) {
        if (announced(response) > max) {
            hangUp(response);
            return Future.failedFuture(tooLarge());
        }
        Promise<Long> done = Promise.promise();
        response.pause();
        response.exceptionHandler(done::tryFail);
        transfer.stops(done);
        OpenOptions fresh = new OpenOptions().setWrite(true).setCreate(true).setTruncateExisting(true);
        return vertx.fileSystem()
                .open(file.toString(), fresh)
                .compose(open -> pour(open, progress, done)
                        .eventually(open::close)
                        .recover(failure -> vertx.fileSystem()
                                .delete(file.toString())
                                .transform(gone -> Future.failedFuture(failure))))
                .onFailure(failure -> response.request().reset());
    }

    private Future<Long> pour(AsyncFile file, Progress progress, Promise<Long> done) {
        long total = announced(response);
        file.exceptionHandler(failure -> abort(done, failure));
        response.endHandler(end -> {
            ended = true;
            finish(file, done);
        });
        response.handler(chunk -> {
            // A chunk may still come after a stop, when the file is closed already.
            if (done.future().isComplete() || !counted(chunk, done)) {
                return;
            }
            writing++;
            file.write(chunk)
                    .onComplete(
                            written -> {
                                writing--;
                                finish(file, done);
                            },
                            failure -> abort(done, failure));
            progress.at(bytes, total);
            if (file.writeQueueFull()) {
                response.pause();
                file.drainHandler(room -> {
                    transfer.heard();
                    response.resume();
                });
            }
        });
        response.resume();
        return done.future();
    }

    /** Flushing waits for no write that is under way, and one of these may still find the disk full. */
    private void finish(AsyncFile file, Promise<Long> done) {
        if (ended && writing == 0 && !done.future().isComplete()) {
            file.flush().map(flushed -> bytes).onComplete(done::tryComplete, done::tryFail);
        }
    }

    private boolean counted(Buffer chunk, Promise<?> outcome) {
        transfer.heard();
        bytes += chunk.length();
        if (bytes > max) {
            abort(outcome, tooLarge());
        }
        return bytes <= max;
    }

    /** The outcome first: the reset would otherwise be taken for a broken connection. */
    private void abort(Promise<?> outcome, Throwable failure) {
        outcome.tryFail(failure);
        response.request().reset();
    }

    private FetchException tooLarge() {
        return FetchException.of(
                FetchException.Kind.TOO_LARGE, "The file is larger than the " + (max >> 20) + " MiB that are allowed.");
    }
}
