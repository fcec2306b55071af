package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.SubscriptionApi;
import dev.reelcast.bus.SubscriptionApi.Denial;
import dev.reelcast.bus.SubscriptionApi.Intent;
import dev.reelcast.bus.SubscriptionApi.Notice;
import dev.reelcast.bus.SubscriptionApi.Receipt;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The callback that hubs know (WebSub §5.3, §7). Nobody signs in here: the token in the path says whose it is, and a
 * signature whether it is the hub that speaks. A notice is answered for when it is stored, so that a hub whose notice was not
 * sends it again.
 */
final class WebSubRoutes {

    private static final long LONGEST_NOTICE = 1 << 20;
    private static final int LONGEST_CHALLENGE = 4 << 10;
    private static final int LONGEST_REASON = 2_000;
    private static final List<String> ASKED =
            List.of("hub.mode", "hub.topic", "hub.challenge", "hub.lease_seconds", "hub.reason");

    private final Bus bus;

    WebSubRoutes(Bus bus) {
        this.bus = bus;
    }

    void addTo(Router router) {
        router.get("/websub/:token").handler(context -> answer(context, this::asked));
        router.post("/websub/:token").handler(context -> answer(context, this::told));
        router.route("/websub/:token").handler(context -> {
            context.response().putHeader(HttpHeaders.ALLOW, "GET, POST");
            Problems.plain(context, 405);
        });
    }

    private static void answer(RoutingContext context, Function<RoutingContext, Future<Answer>> work) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // A query that cannot be decoded is thrown at whoever looks at it.
        Future.succeededFuture(context)
                .compose(work)
                .compose(answer -> answer.send(context))
                .onFailure(context::fail);
    }

    private Future<Answer> asked(RoutingContext context) {
        MultiMap query = context.queryParams();
        // What is said twice has no one meaning.
        if (ASKED.stream().anyMatch(name -> query.getAll(name).size() > 1)) {
            return nothing();
        }
        String mode = query.get("hub.mode");
        String topic = query.get("hub.topic");
        if (mode == null || topic == null) {
            return nothing();
        }
        return switch (mode) {
            case "subscribe", "unsubscribe" -> confirm(context, mode, topic, query);
            case "denied" -> deny(context, topic, query.get("hub.reason"));
            default -> nothing();
        };
    }

    private Future<Answer> confirm(RoutingContext context, String mode, String topic, MultiMap query) {
        String challenge = query.get("hub.challenge");
        if (challenge == null || challenge.length() > LONGEST_CHALLENGE) {
            return nothing();
        }
        Intent intent = new Intent(token(context), mode.equals("subscribe"), topic, query.get("hub.lease_seconds"));
        return bus.request(SubscriptionApi.CONFIRM, intent)
                .compose(meant -> meant ? Future.succeededFuture(echo(challenge)) : nothing());
    }

    /** As text and nothing else, whatever stands in it. */
    private static Answer echo(String challenge) {
        return context -> context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader("content-security-policy", "default-src 'none'; sandbox")
                .end(challenge);
    }

    private Future<Answer> deny(RoutingContext context, String topic, @Nullable String reason) {
        String given = reason == null ? "" : reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
        return bus.request(SubscriptionApi.DENY, new Denial(token(context), topic, given))
                .compose(known -> known ? Future.succeededFuture(status(200)) : nothing());
    }

    private Future<Answer> told(RoutingContext context) {
        List<String> signatures = context.request().headers().getAll("x-hub-signature");
        return Bodies.read(context, LONGEST_NOTICE)
                .compose(body -> bus.request(SubscriptionApi.DELIVER, new Notice(token(context), signatures, body)))
                .compose(receipt -> receipt == Receipt.UNKNOWN
                        ? nothing()
                        : Future.succeededFuture(status(receipt == Receipt.GONE ? 410 : 202)));
    }

    private static Answer status(int status) {
        return context -> context.response().setStatusCode(status).end();
    }

    private static Future<Answer> nothing() {
        return Future.failedFuture(Failure.notFound("subscription"));
    }

    private static String token(RoutingContext context) {
        return context.pathParam("token");
    }
}
