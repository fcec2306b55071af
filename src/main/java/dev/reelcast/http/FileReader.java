package dev.reelcast.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;

/** Reads a body that is one file, onto the disk as it arrives; whatever goes wrong, nothing of it is left. */
final class FileReader {

    private final RoutingContext context;
    private final Incoming incoming;
    private final long limit;
    private final Promise<Path> done = Promise.promise();

    /** @param limit bytes */
    FileReader(RoutingContext context, Incoming incoming, long limit) {
        this.context = context;
        this.incoming = incoming;
        this.limit = limit;
    }

    /** Reads the file. It is the taker's to move or discard. */
    Future<Path> read() {
        HttpServerRequest request = context.request();
        try {
            Bodies.requirePlain(context);
            Bodies.requireAtMost(context, limit);
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
        Bodies.goOn(request);
        Arrival arrival = new Arrival(context.vertx(), request, incoming.fresh());
        request.exceptionHandler(broken -> fail(arrival, broken));
        request.handler(data -> {
            if (done.future().isComplete()) {
                return;
            }
            if (arrival.bytes() + data.length() > limit) {
                Bodies.closeAfterwards(context);
                fail(arrival, Bodies.tooLarge(limit));
            } else {
                arrival.write(data);
            }
        });
        request.endHandler(end -> {
            if (!done.future().isComplete()) {
                arrival.end();
            }
        });
        arrival.written()
                .onSuccess(whole -> {
                    if (arrival.bytes() == 0) {
                        fail(arrival, new Invalid(null, "The file is empty."));
                    } else {
                        done.tryComplete(arrival.path());
                    }
                })
                .onFailure(broken -> fail(arrival, broken));
        return done.future();
    }

    private void fail(Arrival arrival, Throwable cause) {
        if (done.tryFail(cause)) {
            context.request().resume();
            arrival.abandon(cause).onComplete(closed -> incoming.discard(arrival.path()));
        }
    }
}
