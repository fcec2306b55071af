package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Hears each address once, however many sockets want it, and hands every fact on as one text that was encoded once. To be
 * used on one event loop.
 */
final class Fanout {

    private final class Channel {
        private final Set<LiveSocket> listeners = new LinkedHashSet<>();
        private final MessageConsumer<JsonObject> consumer;

        private Channel(String address) {
            consumer = bus.subscribe(address, fact -> deliver(address, this, fact));
        }
    }

    private final Bus bus;
    private final Map<String, Channel> channels = new HashMap<>();

    Fanout(Bus bus) {
        this.bus = bus;
    }

    /** Adds a listener; the future ends when every later fact reaches it, wherever it is published. */
    Future<Void> add(String address, LiveSocket listener) {
        Channel channel = channels.computeIfAbsent(address, Channel::new);
        channel.listeners.add(listener);
        return channel.consumer.completion().onFailure(lost -> remove(address, listener));
    }

    Future<Void> remove(String address, LiveSocket listener) {
        Channel channel = channels.get(address);
        if (channel == null || !channel.listeners.remove(listener) || !channel.listeners.isEmpty()) {
            return Future.succeededFuture();
        }
        channels.remove(address);
        return channel.consumer.unregister();
    }

    int listeners(String address) {
        Channel channel = channels.get(address);
        return channel == null ? 0 : channel.listeners.size();
    }

    private static void deliver(String address, Channel channel, JsonObject fact) {
        Fact encoded = Fact.of(address, fact);
        // A copy: a listener that is found dead while it is told leaves the set.
        for (LiveSocket listener : channel.listeners.toArray(LiveSocket[]::new)) {
            listener.deliver(encoded);
        }
    }
}
