package dev.reelcast.http;

import dev.reelcast.bus.BulkApi;
import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.bus.Bus;
import dev.reelcast.config.Config;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows that come in, as JSON or as a form with a CSV file: to be looked at, or to be run at once. */
final class BulkIntake {

    private static final int LONGEST_FIELD = 64 * 1024;
    private static final int TITLE = 200;

    private final Bus bus;
    private final Incoming incoming;
    private final Consumer<JsonObject> check;
    private final FormReader.Allowed allowed;

    /** @param check refuses fields of a form that the contract refuses as members of JSON */
    BulkIntake(Bus bus, Incoming incoming, Consumer<JsonObject> check, Config.Bulk config) {
        this.bus = bus;
        this.incoming = incoming;
        this.check = check;
        this.allowed = new FormReader.Allowed(Set.of("file"), BulkBody.FIELDS, LONGEST_FIELD, config.maxCsvBytes());
    }

    Future<Answer> preview(Call call) {
        if (isForm(call)) {
            return form(call, (rows, body) -> preview(rows));
        }
        BulkBody body = new BulkBody(call.body());
        UUID previewId = body.previewId();
        if (previewId == null) {
            return preview(body.rows(call.viewer()));
        }
        body.requireNoRows();
        return bus.request(BulkStoreApi.FIND, new BulkStoreApi.OneBulk(call.viewer(), previewId))
                .compose(kept -> preview(body.again(call.viewer(), kept)));
    }

    Future<Answer> create(Call call) {
        if (isForm(call)) {
            return form(call, this::create);
        }
        BulkBody body = new BulkBody(call.body());
        UUID previewId = body.previewId();
        if (previewId == null) {
            return create(body.rows(call.viewer()), body);
        }
        BulkStoreApi.Start start = body.startOf(call.viewer(), previewId);
        return bus.request(BulkStoreApi.PREVIEW, new BulkStoreApi.OneBulk(call.viewer(), previewId))
                .compose(preview -> start(start, preview));
    }

    private Future<Answer> preview(BulkApi.Rows rows) {
        return bus.request(BulkApi.PREVIEW, rows).map(BulkJson::preview).map(Answer::ok);
    }

    private Future<Answer> create(BulkApi.Rows rows, BulkBody body) {
        return bus.request(BulkApi.PREVIEW, rows)
                .compose(
                        preview -> start(body.start(rows.viewer(), preview.job().id()), preview));
    }

    private Future<Answer> start(BulkStoreApi.Start start, BulkStoreApi.Preview preview) {
        return bus.request(BulkStoreApi.START, start).map(job -> context -> {
            context.response().putHeader("location", "/api/bulk-jobs/" + job.id());
            return Answer.json(201, BulkJson.created(job, preview)).send(context);
        });
    }

    private static boolean isForm(Call call) {
        return Multipart.isMultipart(call.context().request().getHeader(HttpHeaders.CONTENT_TYPE));
    }

    /** What is done with rows. */
    private interface Use {
        Future<Answer> of(BulkApi.Rows rows, BulkBody body);
    }

    /** The file is there until its rows were read. */
    private Future<Answer> form(Call call, Use use) {
        return new FormReader(call.context(), incoming, allowed)
                .read()
                .compose(form -> answer(call, form, use)
                        .eventually(() -> Future.join(form.files().values().stream()
                                .map(file -> incoming.discard(file.path()))
                                .toList())));
    }

    private Future<Answer> answer(Call call, FormReader.Form form, Use use) {
        try {
            FormReader.Received file = form.files().get("file");
            if (file == null) {
                throw new Invalid("file", "The form has no file.");
            }
            JsonObject fields = BulkBody.ofForm(form.fields());
            check.accept(fields);
            BulkBody body = new BulkBody(fields);
            return use.of(body.rows(call.viewer(), new BulkApi.CsvFile(file.path()), title(file.name())), body);
        } catch (RuntimeException wrong) {
            return Future.failedFuture(wrong);
        }
    }

    /** What a file is called, without its ending; null when it is called nothing. */
    private static @Nullable String title(String fileName) {
        String name = Titles.ofFile(fileName);
        String title = name == null ? "" : Texts.line(name.replaceFirst("(?i)\\.(csv|tsv|txt)$", ""), TITLE);
        return title.isEmpty() ? null : title;
    }
}
