package dev.reelcast.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form with files. Files go to the disk as they arrive; whatever goes wrong, a client that breaks off included,
 * nothing of them is left.
 */
final class FormReader implements Multipart.Listener {

    /** What a form adds to its files. */
    private static final long OVERHEAD = 256 * 1024;

    private static final long SLOWNESS_CHECK_MS = 30_000;
    private static final long SLOWEST_BYTES = 32 * 1024;

    /**
     * What a form may hold.
     *
     * @param files names of fields with a file
     * @param fields names of plain ones
     * @param longestField bytes of a plain one
     * @param limit bytes of all files together
     */
    record Allowed(Set<String> files, Set<String> fields, int longestField, long limit) {}

    /**
     * @param path where it waits
     * @param name as the sender has it
     */
    record Received(Path path, String name, long bytes) {}

    /** What a form held. Its files are the taker's to move or discard. */
    record Form(Map<String, String> fields, Map<String, Received> files) {}

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final Incoming incoming;
    private final Allowed allowed;
    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, String> fileNames = new HashMap<>();
    private final Map<String, Arrival> arrivals = new HashMap<>();
    private final Promise<Form> done = Promise.promise();
    private Multipart.@Nullable Part part;
    private Buffer field = Buffer.buffer();
    private long bytes;

    FormReader(RoutingContext context, Incoming incoming, Allowed allowed) {
        this.context = context;
        this.request = context.request();
        this.incoming = incoming;
        this.allowed = allowed;
    }

    /** Reads the form. Fails with {@link Invalid}, or with a {@link dev.reelcast.bus.Failure} when it is too large. */
    Future<Form> read() {
        Multipart form;
        try {
            Bodies.requirePlain(context);
            Bodies.requireAtMost(context, allowed.limit() + OVERHEAD);
            form = new Multipart(Multipart.boundary(request.getHeader(HttpHeaders.CONTENT_TYPE)), this);
        } catch (RuntimeException refused) {
            Bodies.closeAfterwards(context);
            return Future.failedFuture(refused);
        }
        Bodies.goOn(request);
        request.exceptionHandler(this::fail);
        request.handler(data -> attempt(() -> {
            bytes += data.length();
            form.feed(data);
        }));
        request.endHandler(end -> attempt(() -> {
            form.finish();
            finish();
        }));
        long watch = watchSpeed();
        request.resume();
        return done.future().onComplete(over -> context.vertx().cancelTimer(watch));
    }

    @Override
    public void begin(Multipart.Part begun) {
        String name = begun.name();
        String fileName = begun.fileName();
        boolean isFile = fileName != null;
        if (isFile ? !allowed.files().contains(name) : !allowed.fields().contains(name)) {
            throw new Invalid(Texts.shortened(name), "There is no such field.");
        }
        if (arrivals.containsKey(name) || fields.containsKey(name)) {
            throw new Invalid(name, isFile ? "Send one file at a time." : "The field is given more than once.");
        }
        part = begun;
        if (fileName != null) {
            fileNames.put(name, fileName);
            Arrival arrival = new Arrival(context.vertx(), request, incoming.fresh());
            arrivals.put(name, arrival);
            arrival.written().onFailure(this::fail);
        } else {
            field = Buffer.buffer();
        }
    }

    @Override
    public void data(Buffer data) {
        Arrival arrival = arrivals.get(name());
        if (arrival == null) {
            if (field.length() + data.length() > allowed.longestField()) {
                throw new Invalid(name(), "It is too long.");
            }
            field.appendBuffer(data);
            return;
        }
        long total = arrivals.values().stream().mapToLong(Arrival::bytes).sum();
        if (total + data.length() > allowed.limit()) {
            throw Bodies.tooLarge(allowed.limit());
        }
        arrival.write(data);
    }

    @Override
    public void end() {
        Arrival arrival = arrivals.get(name());
        if (arrival == null) {
            fields.put(name(), field.toString());
        } else {
            arrival.end();
        }
    }

    private void finish() {
        Future.all(arrivals.values().stream().map(Arrival::written).toList()).onSuccess(written -> {
            Map<String, Received> files = new HashMap<>();
            arrivals.forEach((name, arrival) ->
                    files.put(name, new Received(arrival.path(), fileNames.getOrDefault(name, ""), arrival.bytes())));
            done.tryComplete(new Form(fields, files));
        });
    }

    private void attempt(Runnable work) {
        if (done.future().isComplete()) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException wrong) {
            fail(wrong);
        }
    }

    private void fail(Throwable cause) {
        if (done.future().isComplete()) {
            return;
        }
        // Before the failure is told, for with it the answer leaves.
        Bodies.closeAfterwards(context);
        done.fail(cause);
        request.resume();
        for (Arrival arrival : arrivals.values()) {
            arrival.abandon(cause).onComplete(closed -> incoming.discard(arrival.path()));
        }
    }

    /** A client that sends next to nothing holds a connection and a file for as long as it likes. */
    private long watchSpeed() {
        long[] before = {0};
        return context.vertx().setPeriodic(SLOWNESS_CHECK_MS, check -> {
            if (bytes - before[0] < SLOWEST_BYTES) {
                request.connection().close();
            }
            before[0] = bytes;
        });
    }

    private String name() {
        Multipart.Part current = part;
        if (current == null) {
            throw new IllegalStateException("no part has begun");
        }
        return current.name();
    }
}
