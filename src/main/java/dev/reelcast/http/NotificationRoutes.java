package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.NotificationApi;
import dev.reelcast.bus.NotificationApi.Page;
import dev.reelcast.bus.NotificationApi.Query;
import dev.reelcast.bus.NotificationApi.Read;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the one who is signed in is told. */
final class NotificationRoutes {

    private static final int DEFAULT_LIMIT = 20;

    private final Bus bus;

    NotificationRoutes(Bus bus) {
        this.bus = bus;
    }

    void addTo(Endpoints endpoints) {
        endpoints.on("listNotifications", this::list).on("readNotifications", this::read);
    }

    private Future<Answer> list(Call call) {
        String cursor = call.text("cursor");
        Query query = new Query(
                call.user().id(),
                Boolean.TRUE.equals(call.flag("unread")),
                cursor == null ? null : NotificationCursor.decode(cursor),
                (int) call.number("limit", DEFAULT_LIMIT));
        return bus.request(NotificationApi.LIST, query).map(NotificationRoutes::shown);
    }

    private static Answer shown(Page page) {
        JsonObject answer = new JsonObject(Wire.text(Map.of("notifications", page.notifications())))
                .put("total", page.total())
                .put("unread", page.unread());
        if (page.totalIsLowerBound()) {
            answer.put("totalIsLowerBound", true);
        }
        if (page.next() != null) {
            answer.put("nextCursor", NotificationCursor.encode(page.next()));
        }
        return Answer.ok(answer);
    }

    private Future<Answer> read(Call call) {
        return bus.request(NotificationApi.READ, new Read(call.user().id(), ids(call.body())))
                .map(unread -> Answer.ok(Map.of("unread", unread)));
    }

    /** Null for all; what is not an id is passed over, as is one of nothing. */
    private static @Nullable List<UUID> ids(JsonObject body) {
        JsonArray ids = body.getJsonArray("ids");
        boolean all = body.getBoolean("all", false);
        if (all == (ids != null)) {
            throw new Invalid("ids", "Give either ids, or all: true.");
        }
        return ids == null
                ? null
                : ids.stream()
                        .map(id -> Ids.parse((String) id))
                        .flatMap(Optional::stream)
                        .toList();
    }
}
