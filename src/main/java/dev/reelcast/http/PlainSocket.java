package dev.reelcast.http;

import dev.reelcast.model.User;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that hears one address as bare JSON, for those without the bridge. Where there is a history it comes first, and
 * comes again from where it broke off when the program was too slow; nothing is heard twice.
 */
final class PlainSocket implements LiveSocket {

    private static final Logger LOG = LoggerFactory.getLogger(PlainSocket.class);
    /** Numbers of live facts that are kept, so that a history that is read again does not repeat them. */
    private static final int MOST_HEARD = 500;

    private static final String GAP = "{\"type\":\"gap\"}";

    private final User user;
    private final String address;
    private final Outflow out;
    private final Fanout fanout;
    private final @Nullable LongFunction<Future<List<JsonObject>>> history;
    private final List<Fact> meanwhile = new ArrayList<>();
    private final TreeSet<Long> heard = new TreeSet<>();
    private boolean reading;
    private boolean missed;
    private long lastSeq;
    private long heardAt;

    /** @param history what follows a number, oldest first; null where nothing is kept */
    PlainSocket(
            User user,
            String address,
            Outlet outlet,
            Fanout fanout,
            @Nullable LongFunction<Future<List<JsonObject>>> history) {
        this.user = user;
        this.address = address;
        this.out = new Outflow(outlet, this::caughtUp);
        this.fanout = fanout;
        this.history = history;
        this.heardAt = Sockets.now();
    }

    /** Begins to hear: first what was, then what is. */
    void start() {
        reading = true;
        fanout.add(address, this).onSuccess(heard -> readOn()).onFailure(this::failed);
    }

    /** Takes a message; only {@code ping} is answered. */
    void receive(String text) {
        heardAt = Sockets.now();
        if (text.equals("ping") || Frame.parse(text) instanceof Frame.Ping) {
            out.write(Frames.PONG);
        }
    }

    @Override
    public UUID userId() {
        return user.id();
    }

    @Override
    public long heardAt() {
        return heardAt;
    }

    @Override
    public long fullSince() {
        return out.fullSince();
    }

    @Override
    public void deliver(Fact fact) {
        if (out.full()) {
            missed = true;
        } else if (reading) {
            meanwhile.add(fact);
        } else {
            write(fact);
        }
    }

    @Override
    public void missed() {
        missed = true;
        if (!reading && !out.full()) {
            caughtUp();
        }
    }

    @Override
    public void close(int code, String reason) {
        fanout.remove(address, this);
        out.close(code, reason);
    }

    @Override
    public void cut() {
        fanout.remove(address, this);
        out.cut();
    }

    @Override
    public void closed() {
        fanout.remove(address, this);
        out.stop();
    }

    /** Reads the history page by page; the live facts that come meanwhile follow it. */
    private void readOn() {
        if (history == null) {
            goLive();
            return;
        }
        history.apply(lastSeq)
                .onSuccess(page -> {
                    for (JsonObject each : page) {
                        long seq = each.getLong("seq", lastSeq);
                        if (!heard.contains(seq)) {
                            out.write(each.encode());
                        }
                        lastSeq = Math.max(lastSeq, seq);
                    }
                    if (page.isEmpty() || out.full()) {
                        missed |= out.full();
                        goLive();
                    } else {
                        readOn();
                    }
                })
                .onFailure(this::failed);
    }

    private void goLive() {
        reading = false;
        heard.headSet(lastSeq, true).clear();
        meanwhile.forEach(this::write);
        meanwhile.clear();
        if (!out.full()) {
            caughtUp();
        }
    }

    private void write(Fact fact) {
        if (history == null || fact.seq() == 0 || isNews(fact.seq())) {
            out.write(fact.body());
        }
    }

    private boolean isNews(long seq) {
        if (seq <= lastSeq || !heard.add(seq)) {
            return false;
        }
        if (heard.size() > MOST_HEARD) {
            lastSeq = heard.pollFirst();
        }
        return true;
    }

    private void caughtUp() {
        if (missed) {
            missed = false;
            out.write(GAP);
            reading = true;
            readOn();
        }
    }

    private void failed(Throwable cause) {
        LOG.warn("what a socket should hear could not be read: {}", cause.toString());
        close(1011, "the history cannot be read now");
    }
}
