package dev.reelcast.net;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/** An event loop that belongs to no caller. */
final class Loop {

    private Loop() {}

    /**
     * A context of an event loop, whatever thread asks. A thread that Vert.x does not know is given an event loop; one of
     * its workers would be given its own context, and a worker that waits there would wait for itself.
     */
    static Context of(Vertx vertx) {
        CompletableFuture<Context> made = new CompletableFuture<>();
        Thread stranger = new Thread(() -> made.complete(vertx.getOrCreateContext()), "reelcast-net-loop");
        stranger.setDaemon(true);
        stranger.start();
        return made.join();
    }
}
