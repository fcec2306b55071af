package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelcast.SheetsForTest;
import dev.reelcast.bus.BulkStoreApi;
import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import dev.reelcast.model.Role;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of a spreadsheet at Google. */
class BulkSheetIT {

    private static final String ID = "1AbC-dEf_0123456789-abcdefghijklmnopqrstuvwx";

    private SheetsForTest google;
    private HttpServerForTest server;
    private Person ann;
    private String connection;

    @BeforeEach
    void start() throws IOException {
        google = new SheetsForTest();
        server = new HttpServerForTest(google.settings());
        ann = server.insert(Role.MEMBER);
        connection = server.post(
                        "/api/sheets/connect",
                        ann,
                        new JsonObject()
                                .put("name", "Grace")
                                .put("kind", "api_key")
                                .put("apiKey", SheetsForTest.API_KEY))
                .json()
                .getString("id");
    }

    @AfterEach
    void stop() {
        server.close();
        google.close();
        assertThat(google.faults()).isEmpty();
    }

    private JsonObject sheet() {
        return new JsonObject()
                .put("inputSource", "sheet")
                .put("connectionId", connection)
                .put("sheetId", SheetsForTest.address(ID));
    }

    private Reply preview(JsonObject body) {
        return server.post("/api/bulk-jobs/preview", ann, body);
    }

    private long kept() {
        return server.get("/api/bulk-jobs", ann).json().getLong("total");
    }

    @Test
    void rowsAreThoseOfTheSheetByItsNumbers() {
        google.book(ID, "Talks")
                .open()
                .tab(0, "May", 20, 5)
                .row("Link", "Title", "Note")
                .row("dQw4w9WgXcQ", "=1+1", "")
                .row()
                .row("nothing", "Two")
                .row("https://youtu.be/dQw4w9WgXcQ", "Again");

        Reply reply = preview(sheet());

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        JsonObject preview = reply.json();
        assertThat(preview.getString("inputSource")).isEqualTo("sheet");
        assertThat(preview.getString("title")).isEqualTo("Talks");
        JsonObject counts = preview.getJsonObject("counts");
        assertThat(counts.getInteger("good")).isEqualTo(1);
        assertThat(counts.getInteger("invalid")).isEqualTo(1);
        assertThat(counts.getInteger("duplicates")).isEqualTo(1);
        assertThat(preview.getJsonArray("errors").getJsonObject(0).getInteger("row"))
                .isEqualTo(4);
        JsonObject origin = server.pool
                .preparedQuery("select origin from bulk_jobs where id = $1")
                .execute(Tuple.of(UUID.fromString(preview.getString("previewId"))))
                .await()
                .iterator()
                .next()
                .getJsonObject("origin");
        assertThat(origin)
                .isEqualTo(new JsonObject()
                        .put("connectionId", connection)
                        .put("sheetId", ID)
                        .put("tab", "May")
                        .put("headerRow", 1)
                        .put("firstColumn", 1));
    }

    @Test
    void whatCameOfEachRowIsWrittenBesideIt() {
        connection = server.post(
                        "/api/sheets/connect",
                        ann,
                        new JsonObject()
                                .put("name", "Grace")
                                .put("kind", "service_account")
                                .put("serviceAccount", SheetsForTest.account()))
                .json()
                .getString("id");
        SheetsForTest.Tab tab = google.book(ID, "Talks")
                .editable()
                .tab(0, "May", 20, 3)
                .row("Link", "Title", "Notes")
                .row("dQw4w9WgXcQ", "One", "keep this")
                .row("nothing", "Two")
                .row("a0000000001", "Three");

        String id = server.post(
                        "/api/bulk-jobs",
                        ann,
                        sheet().put("range", "May!A1:B20").put("writeBack", true))
                .json()
                .getString("id");
        // Somebody rewrites a row meanwhile: what came of the old one is not said beside the new one.
        tab.set(4, 1, "b0000000002");
        server.json("POST", "/api/bulk-jobs/" + id + "/cancel", ann, "");
        server.bus.request(BulkStoreApi.ADVANCE, true).await();

        await().atMost(Duration.ofSeconds(20)).until(() -> tab.text(1, 5).equals("Reelcast link"));
        assertThat(tab.text(1, 4)).isEqualTo("Reelcast status");
        assertThat(tab.text(2, 4)).isEqualTo("cancelled");
        assertThat(tab.text(1, 3) + ": " + tab.text(2, 3)).isEqualTo("Notes: keep this");
        assertThat(tab.text(2, 5)).startsWith("https://cast.example.org/jobs/");
        assertThat(tab.text(3, 4)).startsWith("failed: ");
        assertThat(tab.text(4, 4)).isEmpty();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.get("/api/bulk-jobs/" + id, ann).json().containsKey("writeBackError"));
        assertThat(server.get("/api/bulk-jobs/" + id, ann).json().getString("writeBackError"))
                .startsWith("1 row of the sheet was changed");

        Reply again = server.json("POST", "/api/bulk-jobs/" + id + "/write-back", ann, "");
        assertThat(again.json()).isEqualTo(new JsonObject().put("rows", 2).put("changed", 1));
        // The second time it is the same two columns.
        assertThat(tab.text(1, 4) + tab.text(1, 6)).isEqualTo("Reelcast status");
    }

    @Test
    void aRangeOfALongSheetIsReadInWindowsAndStarted() {
        SheetsForTest.Tab tab = google.book(ID, "Talks").open().tab(0, "May", 12_010, 3);
        tab.row("", "url", "title");
        for (int i = 0; i < 12_000; i++) {
            tab.row("", String.format("a%010d", i), "Talk " + i);
        }

        Reply reply = server.post(
                "/api/bulk-jobs", ann, sheet().put("range", "May!B1:C12005").put("title", "Mine"));

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.json().getString("title")).isEqualTo("Mine");
        assertThat(reply.json().getJsonObject("counts").getInteger("total")).isEqualTo(12_000);
    }

    @Test
    void aSheetThatIsChangedWhileItIsReadLeavesNothing() {
        SheetsForTest.Tab tab = google.book(ID, "Talks").open().tab(0, "May", 12_010, 3);
        tab.row("url");
        for (int i = 0; i < 12_000; i++) {
            tab.row(String.format("a%010d", i));
        }
        google.beforeRead(2, () -> tab.remove(2));

        Reply reply = preview(sheet());

        assertThat(reply.status()).as(reply.text()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("sheet_changed");
        assertThat(kept()).isZero();
    }

    @Test
    void aSheetThatCannotBeReadSaysWhy() {
        google.book(ID, "Private").tab(0, "May", 20, 5).row("url").row("dQw4w9WgXcQ");

        Reply closed = preview(sheet());
        Reply gone = preview(sheet().put("sheetId", ID.replace('1', '2')));

        assertThat(closed.status()).as(closed.text()).isEqualTo(403);
        assertThat(closed.code()).isEqualTo("sheet_private");
        assertThat(gone.status()).as(gone.text()).isEqualTo(404);
        assertThat(kept()).isZero();
    }

    @Test
    void anothersConnectionIsNotThere() {
        Person bob = server.insert(Role.MEMBER);

        Reply anothers = server.post("/api/bulk-jobs/preview", bob, sheet());
        Reply missing = preview(sheet().put("connectionId", UUID.randomUUID().toString()));
        Reply none = preview(sheet().put("connectionId", "x"));

        assertThat(anothers.status()).isEqualTo(404);
        assertThat(anothers.json().getString("detail"))
                .isEqualTo(missing.json().getString("detail"))
                .isEqualTo(none.json().getString("detail"));
    }

    @Test
    void whatDoesNotGoWithASheetIsRefused() {
        assertThat(preview(sheet().put("list", "x")).status()).isEqualTo(400);
        JsonObject unnamed = sheet();
        unnamed.remove("sheetId");
        assertThat(preview(unnamed).status()).isEqualTo(400);
        assertThat(preview(new JsonObject()
                                .put("inputSource", "list")
                                .put("list", "x")
                                .put("sheetId", ID))
                        .status())
                .isEqualTo(400);
    }
}
