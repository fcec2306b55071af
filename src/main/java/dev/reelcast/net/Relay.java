package dev.reelcast.net;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.function.IntPredicate;

/** Hands bytes on as fast as they are taken. */
final class Relay {

    private Relay() {}

    /**
     * Ends the receiver with the sender.
     *
     * @param more told each length; false cuts the relay off
     * @param cut closes both sides
     */
    static void start(ReadStream<Buffer> from, WriteStream<Buffer> to, IntPredicate more, Runnable cut) {
        from.exceptionHandler(broken -> cut.run());
        from.endHandler(end -> to.end().onFailure(gone -> cut.run()));
        from.handler(chunk -> {
            if (!more.test(chunk.length())) {
                cut.run();
                return;
            }
            to.write(chunk).onFailure(gone -> cut.run());
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(room -> from.resume());
            }
        });
        from.resume();
    }
}
