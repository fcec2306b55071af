package dev.reelcast.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only class that touches the event bus. One instance serves all verticles of a node. */
public final class Bus {

    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);

    /** The one address that nodes hear one another on, whatever is listened to and by how many. */
    private static final String BETWEEN_NODES = "facts";

    private final EventBus eventBus;
    private final boolean clustered;
    private final String node = UUID.randomUUID().toString();

    /** Binds to a node. Once for each Vert.x instance: it registers the codec by which records travel. */
    public Bus(Vertx vertx) {
        this.eventBus = vertx.eventBus();
        this.clustered = vertx.isClustered();
        eventBus.registerCodec(new ByReference());
    }

    /** An answer on its way back: a value or a failure, both by reference. */
    private record Reply(@Nullable Object value, @Nullable Failure failure) {}

    /**
     * Answers an address on this node. A handler that throws, or whose future fails, answers with a {@link Failure}; one
     * that is not a {@link Failure} is logged here, once, and told as {@link FailureKind#INTERNAL}.
     */
    public <Q, R> Future<Void> serve(Address<Q, R> address, Function<Q, Future<R>> handler) {
        MessageConsumer<Q> consumer = eventBus.localConsumer(address.name());
        consumer.handler(message -> answer(address, handler, message));
        return consumer.completion();
    }

    /** Asks this node's consumer of an address. Fails with a {@link Failure} only. */
    @SuppressWarnings("unchecked")
    public <Q, R> Future<R> request(Address<Q, R> address, Q request) {
        DeliveryOptions options = local().setSendTimeout(address.timeout().toMillis());
        return eventBus.<Reply>request(address.name(), request, options).transform(answered -> {
            if (answered.failed()) {
                return Future.failedFuture(undelivered(address, answered.cause()));
            }
            Reply reply = answered.result().body();
            return reply.failure() != null
                    ? Future.failedFuture(reply.failure())
                    : Future.succeededFuture((R) reply.value());
        });
    }

    /** Tells this node's consumer of an address something, without waiting for the answer. */
    public <Q> void tell(Address<Q, Void> address, Q request) {
        eventBus.send(address.name(), request, local());
    }

    /** Hears what other nodes publish, from the end of the future on. Without others there is nothing to hear. */
    public Future<Void> hearOtherNodes() {
        return clustered
                ? eventBus.<JsonObject>consumer(BETWEEN_NODES, message -> passOn(message.body()))
                        .completion()
                : Future.succeededFuture();
    }

    /** Publishes a fact to whoever listens, on this node, on others and in browsers. */
    public void publish(String address, JsonObject fact) {
        publishHere(address, fact);
        if (clustered) {
            eventBus.publish(BETWEEN_NODES, JsonObject.of("from", node, "address", address, "body", fact));
        }
    }

    /** Publishes a fact that is news on this node alone. */
    public void publishHere(String address, JsonObject fact) {
        eventBus.publish(address, fact, new DeliveryOptions().setLocalOnly(true));
    }

    /** Hears the facts of an address, from any node. That it does is known to this node only, which costs nothing. */
    public MessageConsumer<JsonObject> subscribe(String address, Consumer<JsonObject> listener) {
        return eventBus.<JsonObject>localConsumer(address, message -> listener.accept(message.body()));
    }

    /** Here it was published without the way through the cluster already. */
    private void passOn(JsonObject letter) {
        if (!node.equals(letter.getString("from"))) {
            publishHere(letter.getString("address"), letter.getJsonObject("body"));
        }
    }

    private static <Q, R> void answer(Address<Q, R> address, Function<Q, Future<R>> handler, Message<Q> message) {
        Future<R> answer;
        try {
            answer = handler.apply(message.body());
        } catch (RuntimeException thrown) {
            answer = Future.failedFuture(thrown);
        }
        answer.onComplete(done -> {
            if (done.succeeded()) {
                reply(message, new Reply(done.result(), null));
                return;
            }
            Failure failure = Failure.from(done.cause());
            if (failure.getCause() != null || message.replyAddress() == null) {
                LOG.error("{} failed", address.name(), done.cause());
            }
            reply(message, new Reply(null, failure));
        });
    }

    private static void reply(Message<?> message, Reply reply) {
        if (message.replyAddress() != null) {
            message.reply(reply, local());
        }
    }

    private static Failure undelivered(Address<?, ?> address, Throwable cause) {
        FailureKind kind = cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.TIMEOUT
                ? FailureKind.TIMEOUT
                : FailureKind.UNAVAILABLE;
        String sentence = kind == FailureKind.TIMEOUT
                ? "The server took too long to answer. Try again in a moment."
                : "This part of the server is not running. Try again in a moment.";
        LOG.warn("{} was not answered: {}", address.name(), cause.getMessage());
        return new Failure(kind, dev.reelcast.model.Wire.word(kind), sentence, null);
    }

    private static DeliveryOptions local() {
        return new DeliveryOptions().setLocalOnly(true).setCodecName(ByReference.NAME);
    }
}
