package dev.reelcast.ingest;

import dev.reelcast.ingest.SheetKey.ApiKey;
import dev.reelcast.ingest.SheetKey.ServiceAccount;
import dev.reelcast.ingest.SheetTokens.Token;
import dev.reelcast.net.ServiceClient;
import dev.reelcast.net.ServiceClient.Answer;
import dev.reelcast.net.ServiceClient.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the Google Sheets API, version 4. Whatever goes wrong is a {@link dev.reelcast.bus.Failure}. A key goes in a
 * header, never in the URL, so that it stands in nobody's log.
 */
final class SheetsClient {

    private final Vertx vertx;
    private final ServiceClient service;
    private final SheetTokens tokens;

    /** @param service at the base URL of the API */
    SheetsClient(Vertx vertx, ServiceClient service, SheetTokens tokens) {
        this.vertx = vertx;
        this.service = service;
        this.tokens = tokens;
    }

    /**
     * Who asks, and how.
     *
     * @param limit for one try of one request
     */
    record Asker(SheetKey key, Patience patience, Duration limit) {}

    /** What a spreadsheet consists of. */
    Future<SheetBook> book(Asker asker, String sheetId) {
        return get(asker, "/v4/spreadsheets/" + sheetId + "?fields=" + escaped(SheetBook.FIELDS), SheetBook::of);
    }

    /**
     * Cells as the sheet shows them, of several ranges at one moment. Blank cells at the end of a row are left out, and so are
     * blank rows at the end of a range.
     */
    Future<List<List<List<String>>>> values(Asker asker, String sheetId, List<String> ranges) {
        StringBuilder path = new StringBuilder("/v4/spreadsheets/")
                .append(sheetId)
                .append("/values:batchGet?majorDimension=ROWS&valueRenderOption=FORMATTED_VALUE");
        ranges.forEach(range -> path.append("&ranges=").append(escaped(range)));
        return get(asker, path.toString(), SheetsClient::values)
                .compose(values -> values.size() == ranges.size()
                        ? Future.succeededFuture(values)
                        : Future.failedFuture(
                                SheetFailures.unavailable("Google Sheets left out a part of its answer.")));
    }

    /**
     * Writes texts, as they are.
     *
     * @param data of ranges with their values, as Google takes it
     */
    Future<Void> write(Asker asker, String sheetId, JsonArray data) {
        return post(
                asker,
                "/v4/spreadsheets/" + sheetId + "/values:batchUpdate",
                new JsonObject().put("valueInputOption", "RAW").put("data", data));
    }

    /** Adds columns at the end of a tab. */
    Future<Void> addColumns(Asker asker, String sheetId, long tabId, int columns) {
        JsonObject append = new JsonObject()
                .put("sheetId", tabId)
                .put("dimension", "COLUMNS")
                .put("length", columns);
        return post(
                asker,
                "/v4/spreadsheets/" + sheetId + ":batchUpdate",
                new JsonObject().put("requests", JsonArray.of(new JsonObject().put("appendDimension", append))));
    }

    /** @param meaning of the answer: some megabytes, with 5,000 rows, so that it is read beside the event loop */
    private <T> Future<T> get(Asker asker, String path, Function<JsonObject, T> meaning) {
        return send(asker, false, headers -> service.get(path, headers, asker.limit()))
                .compose(answer -> vertx.executeBlocking(
                        () -> {
                            JsonObject json = SheetFailures.json(answer);
                            if (json.isEmpty()) {
                                throw SheetFailures.unavailable("Google Sheets answered with what is no JSON.");
                            }
                            return meaning.apply(json);
                        },
                        false));
    }

    private Future<Void> post(Asker asker, String path, JsonObject body) {
        return send(
                        asker,
                        true,
                        headers -> service.post(path, "application/json", body.encode(), headers, asker.limit()))
                .mapEmpty();
    }

    private Future<Answer> send(Asker asker, boolean writing, Function<Map<String, String>, Call> request) {
        return authorized(asker, null, request)
                .recover(cause -> Future.failedFuture(SheetFailures.of(cause)))
                .compose(answer -> answer.status() >= 200 && answer.status() < 300
                        ? Future.succeededFuture(answer)
                        : Future.failedFuture(SheetFailures.of(answer, asker.key(), writing)));
    }

    /** @param refused the token that was not accepted before, null for the first time */
    private Future<Answer> authorized(
            Asker asker, @Nullable Token refused, Function<Map<String, String>, Call> request) {
        if (asker.key() instanceof ApiKey api) {
            Map<String, String> headers = Map.of("x-goog-api-key", api.key());
            return asker.patience().ask(vertx, () -> request.apply(headers).answer());
        }
        ServiceAccount account = (ServiceAccount) asker.key();
        return tokens.of(account, asker.patience()).compose(token -> {
            Map<String, String> headers = Map.of("authorization", "Bearer " + token.bearer());
            return asker.patience()
                    .ask(vertx, () -> request.apply(headers).answer())
                    .compose(answer -> {
                        if (answer.status() != 401) {
                            return Future.succeededFuture(answer);
                        }
                        tokens.forget(account, token);
                        return refused == null ? authorized(asker, token, request) : Future.succeededFuture(answer);
                    });
        });
    }

    private static List<List<List<String>>> values(JsonObject json) {
        List<List<List<String>>> values = new ArrayList<>();
        if (json.getValue("valueRanges") instanceof JsonArray ranges) {
            ranges.forEach(range -> values.add(rows(range)));
        }
        return values;
    }

    private static List<List<String>> rows(Object valueRange) {
        List<List<String>> rows = new ArrayList<>();
        if (valueRange instanceof JsonObject object && object.getValue("values") instanceof JsonArray values) {
            for (Object row : values) {
                rows.add(row instanceof JsonArray cells ? cells(cells) : List.of());
            }
        }
        return rows;
    }

    private static List<String> cells(JsonArray cells) {
        List<String> texts = new ArrayList<>(cells.size());
        for (Object cell : cells) {
            texts.add(cell == null ? "" : cell.toString().replace('\0', '\uFFFD'));
        }
        while (!texts.isEmpty() && texts.get(texts.size() - 1).isEmpty()) {
            texts.remove(texts.size() - 1);
        }
        return texts;
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
