package dev.reelcast.http;

/**
 * What is on its way to a browser. Vert.x takes any amount and keeps it in memory; this counts what the network has not
 * taken yet, and says when that is too much and when it is not any more.
 */
final class Outflow {

    /** Characters under way beyond which nothing should be added, and below which it may go on. */
    private static final int FULL = 512 * 1024;

    private static final int DRAINED = 128 * 1024;

    private final Outlet outlet;
    private final Runnable caughtUp;
    private long underWay;
    private long fullSince;
    private boolean open = true;

    /** @param caughtUp called when it is not too much any more */
    Outflow(Outlet outlet, Runnable caughtUp) {
        this.outlet = outlet;
        this.caughtUp = caughtUp;
    }

    /** Whether facts should be left out. */
    boolean full() {
        return fullSince != 0;
    }

    /** Since when, on {@link Sockets#now}; 0 when it is not so. */
    long fullSince() {
        return fullSince;
    }

    void write(String frame) {
        if (!open) {
            return;
        }
        int length = frame.length();
        underWay += length;
        if (fullSince == 0 && underWay > FULL) {
            fullSince = Math.max(1, Sockets.now());
        }
        outlet.write(frame).onComplete(done -> {
            underWay -= length;
            if (open && done.succeeded() && fullSince != 0 && underWay < DRAINED) {
                fullSince = 0;
                caughtUp.run();
            }
        });
    }

    /** Nothing is written any more. */
    void stop() {
        open = false;
    }

    void close(int code, String reason) {
        if (!open) {
            return;
        }
        stop();
        if (full()) {
            outlet.cut();
        } else {
            outlet.close(code, reason);
        }
    }

    void cut() {
        stop();
        outlet.cut();
    }
}
