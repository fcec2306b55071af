package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.SheetApi;
import dev.reelcast.bus.SheetStoreApi;
import dev.reelcast.bus.SheetStoreApi.OneConnection;
import dev.reelcast.model.SheetConnection.Kind;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;

/** Keys to spreadsheets at Google, and a look at a sheet. */
final class SheetRoutes {

    private final Bus bus;

    SheetRoutes(Bus bus) {
        this.bus = bus;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on("connectSheets", this::connect)
                .on(
                        "listSheetConnections",
                        call -> bus.request(SheetStoreApi.LIST, call.viewer())
                                .map(found -> Answer.ok(Map.of("connections", found, "total", found.size()))))
                .on(
                        "deleteSheetConnection",
                        call -> bus.request(SheetStoreApi.DELETE, one(call)).map(gone -> Answer.none()))
                .on("previewSheet", this::preview);
    }

    private Future<Answer> connect(Call call) {
        JsonObject body = call.body();
        String name = Texts.line(body.getString("name"), 100);
        if (name.isEmpty()) {
            throw new Invalid("name", "It must not be empty.");
        }
        Kind kind = Wire.parse(Kind.class, body.getString("kind"));
        return bus.request(SheetApi.CONNECT, new SheetApi.Connect(call.viewer(), name, kind, key(body, kind)))
                .map(connection -> Answer.json(201, connection));
    }

    private Future<Answer> preview(Call call) {
        String sheet = Objects.requireNonNull(call.text("sheetId"));
        return bus.request(SheetApi.PREVIEW, new SheetApi.Look(one(call), sheet, call.text("range")))
                .map(Answer::ok);
    }

    /** The file of a service account may come as it is, or as a text. */
    private static String key(JsonObject body, Kind kind) {
        String wanted = kind == Kind.API_KEY ? "apiKey" : "serviceAccount";
        String other = kind == Kind.API_KEY ? "serviceAccount" : "apiKey";
        if (body.getValue(other) != null) {
            throw new Invalid(other, "It does not go with this kind.");
        }
        Object key = body.getValue(wanted);
        if (key == null) {
            throw new Invalid(wanted, "It is missing.");
        }
        return key instanceof JsonObject file ? file.encode() : key.toString();
    }

    private static OneConnection one(Call call) {
        return new OneConnection(call.viewer(), call.id("connectionId", "sheet connection"));
    }
}
