package dev.reelcast.notify;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.NotificationApi;
import dev.reelcast.bus.WebhookApi;
import dev.reelcast.bus.WebhookApi.Created;
import dev.reelcast.bus.WebhookApi.NewWebhook;
import dev.reelcast.bus.WebhookStoreApi;
import dev.reelcast.bus.WebhookStoreApi.Claim;
import dev.reelcast.bus.WebhookStoreApi.Due;
import dev.reelcast.bus.WebhookStoreApi.Kept;
import dev.reelcast.bus.WebhookStoreApi.Message;
import dev.reelcast.bus.WebhookStoreApi.One;
import dev.reelcast.bus.WebhookStoreApi.Tested;
import dev.reelcast.config.Vault;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Webhook;
import dev.reelcast.net.GuardedClient;
import dev.reelcast.net.UrlGuard;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls webhooks, on every server: what is due is taken by one of them. Forgets what people have read, and old calls. */
public final class WebhookVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookVerticle.class);

    private static final long EVERY_MILLIS = 1_000;
    private static final long AFTER_TROUBLE_MILLIS = 10_000;
    /** Calls of this server that may be under way: receivers that do not answer must not hold up the others for long. */
    private static final int AT_ONCE = 50;
    /** Of these, as many may begin in one look. */
    private static final int PER_LOOK = 10;
    /** For a call as a whole; receivers are to answer before they work on what they are told. */
    private static final Duration LIMIT = Duration.ofSeconds(15);
    /** Longer than a call may take, so that no other server makes it too. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final long TIDY_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final Duration KEPT = Duration.ofDays(90);

    private final Bus bus;
    private final UrlGuard guard;
    private final KeyRing keys;
    private final Letter letter;
    private final CallPolicy policy = new CallPolicy(new Random());
    private final Set<Future<Void>> underWay = new HashSet<>();
    private @Nullable GuardedClient client;
    private @Nullable Caller caller;
    private boolean looking;
    private boolean stopped;

    /**
     * @param baseUrl how the server is reached from outside, without a slash at the end
     * @param guard judges the addresses that are called
     * @param vault for the secrets of webhooks; the same on every server
     */
    public WebhookVerticle(Bus bus, String baseUrl, UrlGuard guard, Vault vault) {
        this.bus = bus;
        this.guard = guard;
        this.keys = new KeyRing(vault);
        this.letter = new Letter(baseUrl);
    }

    @Override
    public Future<?> start() {
        GuardedClient out = new GuardedClient(vertx, guard);
        client = out;
        caller = new Caller(out, keys, letter, Clock.systemUTC(), LIMIT);
        later(EVERY_MILLIS);
        vertx.setPeriodic(TIDY_MILLIS, id -> tidy());
        return Future.all(List.of(bus.serve(WebhookApi.CREATE, this::create), bus.serve(WebhookApi.TEST, this::test)));
    }

    /** Calls that are cut off are made again by whoever comes first. */
    @Override
    public Future<?> stop() {
        stopped = true;
        GuardedClient open = client;
        return open == null
                ? Future.succeededFuture()
                : open.close()
                        .eventually(() -> Future.join(List.copyOf(underWay)).otherwiseEmpty());
    }

    private void later(long millis) {
        if (!stopped) {
            vertx.setTimer(
                    millis,
                    id -> look().onComplete(looked -> {
                        if (looked.failed() && !stopped) {
                            LOG.warn("Webhooks wait: {}", looked.cause().getMessage());
                        }
                        later(looked.succeeded() ? EVERY_MILLIS : AFTER_TROUBLE_MILLIS);
                    }));
        }
    }

    private Future<Void> look() {
        int room = Math.min(PER_LOOK, AT_ONCE - underWay.size());
        if (stopped || looking || room <= 0) {
            return Future.succeededFuture();
        }
        looking = true;
        return bus.request(WebhookStoreApi.CLAIM, new Claim(LEASE, room))
                .onComplete(claimed -> looking = false)
                .map(due -> {
                    due.forEach(this::call);
                    return null;
                });
    }

    private void call(Due due) {
        Future<Void> called = Objects.requireNonNull(caller)
                .call(due.target(), due.message())
                .compose(reply -> bus.request(WebhookStoreApi.CALLED, policy.after(due, reply)));
        underWay.add(called);
        called.onComplete(done -> {
            underWay.remove(called);
            if (done.failed()) {
                LOG.warn(
                        "What came of calling webhook {} could not be kept: {}",
                        due.target().webhookId(),
                        done.cause().getMessage());
            } else {
                // The next for the same webhook may have waited for this one; the timer reports what goes wrong.
                look().otherwiseEmpty();
            }
        });
    }

    private Future<Created> create(NewWebhook wanted) {
        UUID id = Ids.next();
        SigningKey key = SigningKey.random();
        Kept kept = new Kept(wanted.userId(), id, wanted.url(), keys.seal(id, key), wanted.events());
        return bus.request(WebhookStoreApi.ADD, kept).map(webhook -> new Created(webhook, key.secret()));
    }

    private Future<Webhook.Outcome> test(One one) {
        JsonObject data = new JsonObject()
                .put("webhookId", one.webhookId().toString())
                .put("message", "This is a test: it tells of nothing that has happened.");
        Message message = new Message(
                Ids.next(),
                "webhook.test",
                data,
                new JsonObject(),
                Clock.systemUTC().instant());
        return bus.request(WebhookStoreApi.TARGET, one)
                .compose(target -> Objects.requireNonNull(caller).call(target, message))
                .compose(reply -> bus.request(
                        WebhookStoreApi.TESTED,
                        new Tested(one.userId(), one.webhookId(), message, reply.status(), reply.error())));
    }

    private void tidy() {
        bus.request(NotificationApi.TIDY, KEPT)
                .compose(gone -> bus.request(WebhookStoreApi.TIDY, KEPT))
                .onFailure(failure -> LOG.warn("Old notifications stay for now: {}", failure.getMessage()));
    }
}
