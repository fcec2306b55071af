package dev.reelcast.media;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token that the one who starts a piece of work keeps, to call it off from any thread. Once cancelled it stays so.
 * Thread-safe.
 */
public final class Cancellation {

    /** A callback's place in a token; closing it takes the callback out. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Null once cancelled. */
    private @Nullable List<Entry> waiting = new ArrayList<>();

    /**
     * Cancels, and runs every callback once on the calling thread. Cancelling again does nothing.
     *
     * @throws RuntimeException the first one a callback threw, after all of them ran
     */
    public void cancel() {
        List<Entry> toRun;
        synchronized (this) {
            if (waiting == null) {
                return;
            }
            toRun = waiting;
            waiting = null;
        }
        RuntimeException failure = null;
        for (Entry entry : toRun) {
            try {
                entry.action.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    public synchronized boolean isCancelled() {
        return waiting == null;
    }

    /** @throws CancelledException when cancelled */
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancelledException();
        }
    }

    /**
     * Has an action run when this is cancelled, on the cancelling thread; at once, on this thread, when it already is.
     *
     * @param action short and non-blocking: the canceller may be an event loop
     * @return to be closed when the action is no longer wanted; the action may still be running then
     */
    public Registration onCancel(Runnable action) {
        Entry entry = new Entry(action);
        synchronized (this) {
            if (waiting != null) {
                waiting.add(entry);
                return () -> remove(entry);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void remove(Entry entry) {
        if (waiting != null) {
            waiting.remove(entry);
        }
    }

    /** Compared by identity, so that one action registered twice is two entries. */
    private static final class Entry {
        private final Runnable action;

        Entry(Runnable action) {
            this.action = action;
        }
    }
}
