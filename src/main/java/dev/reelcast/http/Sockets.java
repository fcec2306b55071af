package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Facts;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.UserStoreApi;
import dev.reelcast.model.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * All open sockets of an instance, and when they end: with their token (4401), with their user's session or account, when
 * they were silent for a minute, and when they were behind for ten seconds.
 */
final class Sockets {

    /** The close code of a socket whose token has ended: the browser refreshes its session and comes back. */
    static final int TOKEN_ENDED = 4401;

    private static final int SHUTTING_DOWN = 1001;
    private static final long SILENT_MS = 60_000;
    private static final long BEHIND_MS = 10_000;
    private static final long SWEEP_MS = 1_000;
    private static final long RECHECK_MS = 20_000;
    private static final long CATCH_UP_MS = 1_000;

    private final Vertx vertx;
    private final Bus bus;
    /** Each with the timer of its token. */
    private final Map<LiveSocket, Long> open = new HashMap<>();

    private final List<MessageConsumer<JsonObject>> consumers;
    private final List<Long> timers;

    Sockets(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
        this.consumers = List.of(
                bus.subscribe(Facts.SESSIONS_ENDED, this::sessionEnded),
                bus.subscribe(Facts.NODES_CHANGED, changed -> allMissed()));
        this.timers = List.of(
                vertx.setPeriodic(SWEEP_MS, timer -> sweep(now())),
                vertx.setPeriodic(RECHECK_MS, timer -> recheckUsers()));
    }

    /** Milliseconds of a clock that never goes back. */
    static long now() {
        return System.nanoTime() / 1_000_000;
    }

    /** Looks after a socket from now on. */
    void add(LiveSocket socket, Instant tokenEnds) {
        long left = Math.max(1, Duration.between(Instant.now(), tokenEnds).toMillis());
        open.put(socket, vertx.setTimer(left, timer -> end(socket, TOKEN_ENDED, "the token has ended")));
    }

    /** Ends a socket with a word. */
    void end(LiveSocket socket, int code, String reason) {
        forget(socket);
        socket.close(code, reason);
    }

    /** A socket's connection is gone. */
    void gone(LiveSocket socket) {
        forget(socket);
        socket.closed();
    }

    /** Ends all; browsers come back to another server, or to this one when it has started again. */
    Future<Void> close() {
        timers.forEach(vertx::cancelTimer);
        Set.copyOf(open.keySet()).forEach(socket -> end(socket, SHUTTING_DOWN, "the server stops"));
        return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
                .mapEmpty();
    }

    /** Ends the sockets of users who may no longer sign in. */
    void recheckUsers() {
        Set<UUID> users = open.keySet().stream().map(LiveSocket::userId).collect(Collectors.toSet());
        for (UUID user : users) {
            bus.request(UserStoreApi.ACTIVE, user).onFailure(refused -> {
                if (refused instanceof Failure failure && failure.kind() == FailureKind.UNAUTHENTICATED) {
                    endAll(user);
                }
            });
        }
    }

    private void sweep(long now) {
        for (LiveSocket socket : Set.copyOf(open.keySet())) {
            if (socket.fullSince() != 0 && now - socket.fullSince() > BEHIND_MS) {
                forget(socket);
                socket.cut();
            } else if (now - socket.heardAt() > SILENT_MS) {
                end(socket, SHUTTING_DOWN, "nothing was heard for a minute");
                // Whoever is silent may be gone, and then never takes leave either.
                vertx.setTimer(SWEEP_MS, timer -> socket.cut());
            }
        }
    }

    private void sessionEnded(JsonObject fact) {
        if (fact.getValue("userId") instanceof String text) {
            Ids.parse(text).ifPresent(this::endAll);
        }
    }

    /** Not all at once: each reads what is stored. */
    private void allMissed() {
        for (LiveSocket socket : open.keySet()) {
            vertx.setTimer(1 + ThreadLocalRandom.current().nextLong(CATCH_UP_MS), timer -> {
                if (open.containsKey(socket)) {
                    socket.missed();
                }
            });
        }
    }

    /** Those who are still signed in come back with a new token. */
    private void endAll(UUID user) {
        for (LiveSocket socket : Set.copyOf(open.keySet())) {
            if (socket.userId().equals(user)) {
                end(socket, TOKEN_ENDED, "the session has ended");
            }
        }
    }

    private void forget(LiveSocket socket) {
        Long timer = open.remove(socket);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
