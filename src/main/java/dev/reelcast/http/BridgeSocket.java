package dev.reelcast.http;

import dev.reelcast.model.User;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One browser on the bridge: what it hears, how much is on its way to it, and whether it behaves. While more waits than it
 * reads, facts are left out and their addresses marked; once it has caught up it is told of the gaps. To be used on one
 * event loop.
 */
final class BridgeSocket implements LiveSocket {

    private static final Logger LOG = LoggerFactory.getLogger(BridgeSocket.class);

    static final int MOST_ADDRESSES = 100;
    private static final int MOST_WRONG_FRAMES = 50;
    private static final int FRAMES_A_SECOND = 100;
    private static final int FRAMES_AT_ONCE = 400;

    private final User user;
    private final Outflow out;
    private final BridgeGuard guard;
    private final Fanout fanout;
    /** Each address with the request that asked for it, and whether it is heard by now. */
    private final Map<String, Registration> registrations = new HashMap<>();

    private final Set<String> gaps = new LinkedHashSet<>();
    private long heardAt;
    private double credit = FRAMES_AT_ONCE;
    private long creditAt;
    private int wrongFrames;

    private static final class Registration {
        private boolean heard;
    }

    /** @param now milliseconds of a clock that never goes back */
    BridgeSocket(User user, Outlet outlet, BridgeGuard guard, Fanout fanout, long now) {
        this.user = user;
        this.out = new Outflow(outlet, this::caughtUp);
        this.guard = guard;
        this.fanout = fanout;
        this.heardAt = now;
        this.creditAt = now;
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

    /** It gave a sign of life. */
    void heard(long now) {
        heardAt = now;
    }

    /** Takes a frame from the browser. */
    void receive(String text, long now) {
        heardAt = now;
        credit = Math.min(FRAMES_AT_ONCE, credit + (now - creditAt) * FRAMES_A_SECOND / 1000.0) - 1;
        creditAt = now;
        if (credit < 0 || wrongFrames > MOST_WRONG_FRAMES) {
            close(1008, "too many frames");
            return;
        }
        Frame frame = Frame.parse(text);
        if (frame instanceof Frame.Ping) {
            out.write(Frames.PONG);
        } else if (frame instanceof Frame.Register register) {
            register(register.address());
        } else if (frame instanceof Frame.Unregister unregister) {
            unregister(unregister.address());
        } else if (frame instanceof Frame.Wrong wrong) {
            refuse(wrong.word(), wrong.address());
        }
    }

    @Override
    public void deliver(Fact fact) {
        Registration registration = registrations.get(fact.address());
        if (registration == null || !registration.heard) {
            return;
        }
        if (out.full()) {
            gaps.add(fact.address());
        } else {
            out.write(fact.frame());
        }
    }

    @Override
    public void missed() {
        registrations.forEach((address, registration) -> {
            if (registration.heard) {
                gaps.add(address);
            }
        });
        if (!out.full()) {
            caughtUp();
        }
    }

    @Override
    public void close(int code, String reason) {
        hearNothing();
        out.close(code, reason);
    }

    @Override
    public void cut() {
        hearNothing();
        out.cut();
    }

    @Override
    public void closed() {
        hearNothing();
        out.stop();
    }

    private void hearNothing() {
        registrations.keySet().forEach(address -> fanout.remove(address, this));
        registrations.clear();
    }

    private void register(String address) {
        if (registrations.containsKey(address)) {
            refuse("address_already_registered", address);
            return;
        }
        if (registrations.size() >= MOST_ADDRESSES) {
            refuse("max_handlers_reached", address);
            return;
        }
        Registration mine = new Registration();
        registrations.put(address, mine);
        guard.mayHear(user, address)
                .compose(may -> may ? hear(address, mine) : refused(address, mine, "access_denied"))
                .onFailure(away -> {
                    LOG.warn("whether an address may be heard could not be found out: {}", away.getMessage());
                    refused(address, mine, "registration_failure");
                });
    }

    private Future<Void> hear(String address, Registration mine) {
        if (registrations.get(address) != mine) {
            return Future.succeededFuture();
        }
        return fanout.add(address, this).onSuccess(heard -> {
            if (registrations.get(address) == mine) {
                mine.heard = true;
                out.write(Frames.registered(address));
            } else if (!registrations.containsKey(address)) {
                fanout.remove(address, this);
            }
        });
    }

    private Future<Void> refused(String address, Registration mine, String word) {
        if (registrations.remove(address, mine)) {
            fanout.remove(address, this);
            refuse(word, address);
        }
        return Future.succeededFuture();
    }

    private void unregister(String address) {
        if (registrations.remove(address) != null) {
            gaps.remove(address);
            fanout.remove(address, this);
        }
    }

    private void refuse(String word, @Nullable String address) {
        wrongFrames++;
        out.write(Frames.error(word, address));
    }

    private void caughtUp() {
        for (String address : gaps.toArray(String[]::new)) {
            gaps.remove(address);
            out.write(Frames.gap(address));
        }
    }
}
