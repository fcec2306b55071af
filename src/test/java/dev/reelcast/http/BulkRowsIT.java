package dev.reelcast.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import dev.reelcast.model.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows as people and programs send them, the bad ones of the catalogue of bad input by their numbers. */
class BulkRowsIT {

    private static final String PREVIEW = "/api/bulk-jobs/preview";
    private static final String ID = "dQw4w9WgXcQ";

    private static HttpServerForTest server;
    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        server = new HttpServerForTest("REELCAST_BULK_MAX_CSV_BYTES=8MB");
        ann = server.insert(Role.MEMBER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void noFileIsLeftAndTheServerGoesOn() {
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            try (Stream<?> waiting = Files.list(server.dataDir.resolve("incoming"))) {
                return waiting.findAny().isEmpty();
            }
        });
        assertThat(server.get("/api/bulk-jobs?limit=1", ann).status()).isEqualTo(200);
    }

    private static Reply csv(byte[] file, String... fields) {
        return BulkForms.send(server, PREVIEW, ann, BodyPublishers.ofByteArray(file), fields);
    }

    private static Reply csv(String file, String... fields) {
        return csv(file.getBytes(UTF_8), fields);
    }

    private static JsonObject previewed(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static String refused(Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        return reply.json().getString("detail");
    }

    private static JsonObject rows(Object... rows) {
        return new JsonObject().put("inputSource", "rows").put("rows", new JsonArray(List.of(rows)));
    }

    private static JsonObject row(String... members) {
        JsonObject row = new JsonObject();
        for (int i = 0; i < members.length; i += 2) {
            row.put(members[i], members[i + 1]);
        }
        return row;
    }

    private static JsonObject list(String list) {
        return new JsonObject().put("inputSource", "list").put("list", list);
    }

    private static List<String> fields(JsonObject preview) {
        return preview.getJsonArray("columns").stream()
                .map(column -> ((JsonObject) column).getString("field"))
                .toList();
    }

    private static JsonObject item(JsonObject preview, int index) {
        return preview.getJsonArray("sample").getJsonObject(index);
    }

    private static String problem(JsonObject preview, int index) {
        return preview.getJsonArray("errors").getJsonObject(index).getString("message");
    }

    private static String export(JsonObject preview) {
        return server.get("/api/bulk-jobs/" + preview.getString("previewId") + "/results.csv", ann)
                .text();
    }

    private static long kept(Person owner) {
        return server.get("/api/bulk-jobs", owner).json().getLong("total");
    }

    @Test
    void item23AnEmptyFileIsRefused() {
        assertThat(refused(csv(""), 422)).contains("empty");
        assertThat(refused(csv("\n\n \n"), 422)).contains("empty");
    }

    @Test
    void item24AHeaderWithoutRowsIsRefused() {
        long before = kept(ann);

        assertThat(refused(csv("url,title\n"), 422)).contains("no rows");
        assertThat(kept(ann)).isEqualTo(before);
    }

    @Test
    void item25AMissingColumnIsNamedWithThoseThatAreThere() {
        assertThat(refused(csv("colour,size\nred,2\n"), 422)).contains("video", "text", "“colour”", "“size”");
        assertThat(refused(csv("url\n" + ID + "\n", "mapping", "{\"Link\":\"video\"}"), 422))
                .contains("“Link”", "“url”");
        assertThat(refused(csv("url,other\na,b\n", "mapping", "{\"url\":\"video\",\"other\":\"video\"}"), 422))
                .contains("“url”", "“other”");
    }

    @Test
    void item26MoreRowsThanThereMayBeAreRefusedAndNoneIsKept() {
        long before = kept(ann);
        StringBuilder file = new StringBuilder("url\n");
        for (int i = 0; i < 100_001; i++) {
            file.append(String.format("a%010d%n", i));
        }

        assertThat(refused(csv(file.toString()), 413)).contains("100000");
        assertThat(kept(ann)).isEqualTo(before);
    }

    @Test
    void item26AFileBeyondTheLimitIsRefused() {
        Reply reply;
        try {
            reply = csv(new byte[9_000_000]);
        } catch (AssertionError closedBeforeTheAnswerWasRead) {
            assertThat(closedBeforeTheAnswerWasRead.getCause()).isInstanceOf(IOException.class);
            return;
        }
        refused(reply, 413);
    }

    @Test
    void item27OneHugeFieldIsRefused() {
        assertThat(refused(csv("text\n" + "x".repeat(7_000_000) + "\n"), 422)).contains("characters");
    }

    @Test
    void item28AQuotationMarkThatIsNeverClosedIsSaidWithItsRow() {
        assertThat(refused(csv("text,title\n\"Hello,One\nWorld,Two\n"), 422)).contains("Row 2", "quotation mark");
    }

    @Test
    void item29AByteOrderMarkIsAcceptedAndLatin1IsNot() {
        byte[] marked = ("\ufeffurl,title\n" + ID + ",Grüße\n").getBytes(UTF_8);
        byte[] sixteen = ("url,title\n" + ID + ",Grüße\n").getBytes(UTF_16);
        byte[] little = ("\ufeffurl,title\n" + ID + ",Grüße\n").getBytes(UTF_16LE);

        for (byte[] file : List.of(marked, sixteen, little)) {
            assertThat(item(previewed(csv(file)), 0).getString("title")).isEqualTo("Grüße");
        }
        assertThat(refused(csv(("url,title\n" + ID + ",Grüße\n").getBytes(ISO_8859_1)), 422))
                .contains("UTF-8");
    }

    @Test
    void item30LinesMayEndInCarriageReturnsAlone() {
        JsonObject preview = previewed(csv("url,title\r" + ID + ",One\rabcdefghij0,Two\r"));

        assertThat(preview.getJsonObject("counts").getInteger("good")).isEqualTo(2);
        assertThat(item(preview, 1).getInteger("row")).isEqualTo(3);
    }

    @Test
    void item31CharactersThatNoTextHasAreRefused() {
        assertThat(refused(csv("url,title\n" + ID + ",a\0b\n"), 422)).contains("Row 2");
        assertThat(server.post(PREVIEW, ann, rows(row("url", ID, "title", "a\0b")))
                        .status())
                .isEqualTo(400);
        assertThat(server.post(PREVIEW, ann, list(ID + "\n\0")).status()).isEqualTo(400);
        assertThat(csv("url\n" + ID, "title", "a\0b").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void item32FormulasAreKeptAsTheyAreAndExportedAsTexts(String formula) {
        JsonObject preview =
                previewed(server.post(PREVIEW, ann, rows(row("url", ID, "title", "Fine", "=note", formula))));

        assertThat(item(preview, 0).getJsonArray("cells").getString(2)).isEqualTo(formula);
        String export = export(preview);
        assertThat(export).startsWith("url,title,'=note,row,status,cause,message,jobId,episodeId,link\r\n");
        assertThat(export).contains("'" + formula);
    }

    @Test
    void item33TheSameVideoIsDoneOnceAndReported() {
        JsonObject preview = previewed(csv("url\n" + ID + "\nhttps://youtu.be/" + ID
                + "?t=3\nhttps://www.youtube.com/embed/" + ID + "\nabcdefghij0\n"));

        JsonObject counts = preview.getJsonObject("counts");
        assertThat(counts.getInteger("rows")).isEqualTo(4);
        assertThat(counts.getInteger("good")).isEqualTo(2);
        assertThat(counts.getInteger("duplicates")).isEqualTo(2);
        assertThat(counts.getInteger("alreadyDone")).isZero();
        assertThat(item(preview, 2).getString("status")).isEqualTo("skipped");
        assertThat(item(preview, 2).getString("cause")).isEqualTo("duplicate");
        assertThat(item(preview, 2).getString("message")).contains("row 2");
    }

    @Test
    void item34GoodRowsStartWithoutTheBadOnes() {
        Reply reply = BulkForms.send(
                server,
                "/api/bulk-jobs",
                ann,
                BodyPublishers.ofString("url,title\nabcdefghij1,One\nnothing,Two\nabcdefghij2,Three\n,Four\n"),
                "priority",
                "high",
                "processingDeadlineMs",
                "3600000");

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        JsonObject bulk = reply.json();
        assertThat(reply.header("location")).isEqualTo("/api/bulk-jobs/" + bulk.getString("id"));
        assertThat(bulk.getString("status")).isEqualTo("running");
        assertThat(bulk.getString("title")).isEqualTo("My rows");
        assertThat(bulk.getString("priority")).isEqualTo("high");
        assertThat(bulk.getString("deadline")).isNotNull();
        assertThat(bulk.getJsonArray("commands")).containsExactlyInAnyOrder("pause", "cancel");
        assertThat(bulk.getInteger("errorsTotal")).isEqualTo(2);
        assertThat(bulk.getJsonArray("errors").getJsonObject(0).getInteger("row"))
                .isEqualTo(3);
        assertThat(bulk.getJsonArray("errors").getJsonObject(1).getInteger("row"))
                .isEqualTo(5);
        JsonObject counts = bulk.getJsonObject("counts");
        assertThat(counts.getInteger("total")).isEqualTo(4);
        assertThat(counts.getInteger("pending")).isEqualTo(2);
        assertThat(counts.getInteger("failed")).isEqualTo(2);
        JsonArray videos = server.get("/api/bulk-jobs/" + bulk.getString("id") + "/videos", ann)
                .json()
                .getJsonArray("videos");
        assertThat(videos.stream().map(item -> ((JsonObject) item).getString("jobId") != null))
                .containsExactly(true, false, true, false);
    }

    @Test
    void item35ASpreadsheetNamedCsvIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write("<workbook/>".getBytes(UTF_8));
        }
        byte[] old = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1};

        assertThat(refused(csv(bytes.toByteArray()), 415)).contains("CSV");
        assertThat(refused(csv(old), 415)).contains("CSV");
    }

    @Test
    void item36AFormulaInATitleFromTheSourceIsExportedAsAText() {
        JsonObject preview = previewed(csv("url\n" + ID + "\n"));
        server.pool
                .preparedQuery("update bulk_items set message = '=HYPERLINK(1)' where bulk_job_id = $1")
                .execute(Tuple.of(UUID.fromString(preview.getString("previewId"))))
                .await();

        assertThat(export(preview)).contains(",'=HYPERLINK(1),").doesNotContain(",=HYPERLINK");
    }

    @Test
    void anyScriptEmojiAndWhatAFilterWouldEatIsAText() {
        List<String> texts = List.of(
                "👩‍👩‍👧‍👦 Emoji 🎉 in a text",
                "שלום עולם",
                "مرحبا بالعالم",
                "100%{eif\\:1} : drawtext='x':fontfile=/etc/passwd",
                "🎉".repeat(20_000));
        JsonArray rows = new JsonArray();
        texts.forEach(text -> rows.add(new JsonObject().put("text", text)));
        rows.add(new JsonObject().put("text", "🎉".repeat(20_001)));

        JsonObject preview = previewed(server.post(
                PREVIEW, ann, new JsonObject().put("inputSource", "rows").put("rows", rows)));

        assertThat(preview.getJsonObject("counts").getInteger("good")).isEqualTo(texts.size());
        assertThat(problem(preview, 0)).contains("20000");
        for (int i = 0; i < texts.size(); i++) {
            assertThat(item(preview, i).getJsonArray("cells").getString(0)).isEqualTo(texts.get(i));
            assertThat(item(preview, i).getString("type")).isEqualTo("render");
        }
    }

    @Test
    void aPictureInsideTheNetworkIsAnErrorOfItsRow() {
        JsonObject preview = previewed(server.post(
                PREVIEW,
                ann,
                rows(
                        row("text", "One.", "image", "http://169.254.169.254/latest"),
                        row("text", "Two.", "image", "https://example.org/a.png"),
                        row("text", "Three.", "image", "http://[::ffff:10.0.0.1]/a.png"))));

        assertThat(preview.getJsonObject("counts").getInteger("good")).isEqualTo(1);
        assertThat(problem(preview, 0)).startsWith("image: ").doesNotContain("169.254");
        assertThat(preview.getJsonArray("errors").getJsonObject(1).getInteger("row"))
                .isEqualTo(3);
    }

    @Test
    void whatAllTextsHaveInCommonIsCheckedOnceForAll() {
        JsonObject body = rows(row("text", "One."));
        JsonObject inside = new JsonObject().put("imageUrl", "http://127.0.0.1/a.png");

        assertThat(refused(
                        server.post(
                                PREVIEW, ann, body.copy().put("template", new JsonObject().put("overrides", inside))),
                        400))
                .contains("imageUrl");
        assertThat(refused(
                        server.post(
                                PREVIEW, ann, body.copy().put("template", new JsonObject().put("templateId", "none"))),
                        422))
                .contains("template");
        assertThat(refused(
                        server.post(
                                PREVIEW, ann, body.copy().put("output", new JsonObject().put("outputBucket", "none"))),
                        422))
                .contains("outputBucket");
        assertThat(problem(previewed(server.post(PREVIEW, ann, rows(row("text", "One.", "template", "none")))), 0))
                .contains("template");
    }

    @Test
    void rowsAreUnderstoodAnewWithAnotherMapping() {
        JsonObject first = previewed(csv("a,b\n" + ID + ",Words to be spoken\nabcdefghij0,More words\n"));
        assertThat(fields(first)).containsExactly("video", "ignore");

        JsonObject second = previewed(server.post(
                PREVIEW,
                ann,
                new JsonObject()
                        .put("previewId", first.getString("previewId"))
                        .put("mapping", new JsonObject().put("a", "ignore").put("b", "text"))
                        .put("output", new JsonObject().put("resolution", "720p"))));

        assertThat(second.getString("previewId")).isEqualTo(first.getString("previewId"));
        assertThat(fields(second)).containsExactly("ignore", "text");
        assertThat(second.getJsonObject("counts").getInteger("good")).isEqualTo(2);
        assertThat(item(second, 0).getString("type")).isEqualTo("render");
        JsonObject bulk = server.get("/api/bulk-jobs/" + first.getString("previewId"), ann)
                .json();
        assertThat(bulk.getJsonObject("output").getString("resolution")).isEqualTo("720p");
        assertThat(server.get("/api/bulk-jobs/" + first.getString("previewId") + "/preview", ann)
                        .json())
                .isEqualTo(second);
        // What is not said again stays as it is.
        previewed(server.post(
                PREVIEW,
                ann,
                new JsonObject()
                        .put("previewId", first.getString("previewId"))
                        .put("mapping", new JsonObject().put("b", "text"))));
        assertThat(server.get("/api/bulk-jobs/" + first.getString("previewId"), ann)
                        .json()
                        .getJsonObject("output")
                        .getString("resolution"))
                .isEqualTo("720p");
    }

    @Test
    void whatIsPreviewedIsWhatIsStarted() {
        JsonObject preview = previewed(server.post(PREVIEW, ann, list(ID + "\n\nnothing\nabcdefghij3\n")));
        assertThat(kept(ann)).isPositive();

        Reply reply = server.post(
                "/api/bulk-jobs",
                ann,
                new JsonObject()
                        .put("previewId", preview.getString("previewId"))
                        .put("title", "Named"));

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.json().getString("title")).isEqualTo("Named");
        assertThat(reply.json().getInteger("errorsTotal")).isEqualTo(1);
        assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getInteger("row"))
                .isEqualTo(3);
        assertThat(server.post("/api/bulk-jobs", ann, new JsonObject().put("previewId", preview.getString("previewId")))
                        .status())
                .isEqualTo(409);
        assertThat(server.post(PREVIEW, ann, new JsonObject().put("previewId", preview.getString("previewId")))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void membersThatHoldOthersStayAnErrorOfTheirRow() {
        JsonObject first = previewed(server.post(
                PREVIEW, ann, rows(row("url", ID), new JsonObject().put("url", new JsonArray().add(ID)))));
        JsonObject second =
                previewed(server.post(PREVIEW, ann, new JsonObject().put("previewId", first.getString("previewId"))));

        assertThat(problem(first, 0)).contains("url", "holds others");
        assertThat(second).isEqualTo(first);
    }

    @Test
    void aBodyOfManyMegabytesIsRead() {
        JsonArray rows = new JsonArray();
        for (int i = 0; i < 700; i++) {
            rows.add(new JsonObject().put("text", i + " " + "x".repeat(19_900)));
        }
        JsonObject body = new JsonObject().put("inputSource", "rows").put("rows", rows);
        assertThat(body.encode().length()).isGreaterThan(13 << 20);

        JsonObject preview = previewed(server.post(PREVIEW, ann, body));

        assertThat(preview.getJsonObject("counts").getInteger("good")).isEqualTo(700);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"inputSource\":\"list\"}",
                "{\"inputSource\":\"rows\"}",
                "{\"inputSource\":\"rows\",\"rows\":{}}",
                "{\"inputSource\":\"rows\",\"rows\":[1]}",
                "{\"inputSource\":\"rows\",\"rows\":[null]}",
                "{\"inputSource\":\"list\",\"list\":7}",
                "{\"inputSource\":\"list\",\"list\":[7]}",
                "{\"inputSource\":\"csv\",\"list\":\"x\"}",
                "{\"inputSource\":\"list\",\"list\":\"x\",\"rows\":[]}",
                "{\"inputSource\":\"list\",\"list\":\"x\",\"ownerId\":\"me\"}",
                "{\"inputSource\":\"list\",\"list\":\"x\",\"mapping\":{\"video\":\"film\"}}",
                "{\"inputSource\":\"list\",\"list\":\"x\",\"agentId\":\"me\"}",
                "{\"inputSource\":\"list\",\"list\":\"x\",\"title\":\" \"}",
                "{\"inputSource\":\"list\",\"list\":\"x\",\"priority\":\"now\"}",
                "{\"inputSource\":\"list\",\"list\":\"x\",\"processingDeadlineMs\":0}",
                "{\"inputSource\":\"list\",\"list\":\"x\",\"writeBack\":true}",
                "{\"inputSource\":\"list\",\"list\":\"x\",\"output\":{\"format\":\"avi\"}}",
                "{\"inputSource\":\"list\",\"list\":\"x\",\"output\":{\"resolution\":\"720p\"},"
                        + "\"template\":{\"overrides\":{\"resolution\":\"1080p\"}}}",
                "{\"previewId\":\"00000000-0000-7000-8000-000000000000\",\"inputSource\":\"list\",\"list\":\"x\"}"
            })
    void bodiesThatSayNothingOrTwoThingsAreRefused(String body) {
        for (String path : List.of(PREVIEW, "/api/bulk-jobs")) {
            Reply reply = server.json("POST", path, ann, body);
            assertThat(reply.status()).as(path + " " + reply.text()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mapping~{",
                "mapping~[]",
                "mapping~{\"url\":\"film\"}",
                "mapping~{\"url\":7}",
                "template~{\"templateId\":7}",
                "template~{\"overrides\":{\"fontSize\":9999}}",
                "output~{\"unknown\":1}",
                "again~maybe",
                "priority~now",
                "processingDeadlineMs~soon",
                "processingDeadlineMs~-1",
                "agentId~me",
                "previewId~x",
                "ownerId~x"
            })
    void fieldsOfAFormAreCheckedAsMembersAre(String field) {
        Reply reply = csv("url\n" + ID + "\n", field.split("~", 2));

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    }

    @Test
    void aStartTakesNothingThatBelongsToThePreview() {
        JsonObject preview = previewed(server.post(PREVIEW, ann, list("abcdefghij4")));

        Reply reply = server.post(
                "/api/bulk-jobs",
                ann,
                new JsonObject()
                        .put("previewId", preview.getString("previewId"))
                        .put("mapping", new JsonObject().put("video", "video")));

        assertThat(refused(reply, 400)).contains("preview");
    }

    @Test
    void emptyListsAndRowsAreRefused() {
        assertThat(refused(server.post(PREVIEW, ann, list(" \n\n")), 422)).contains("no rows");
        assertThat(refused(server.post(PREVIEW, ann, rows()), 422)).contains("no rows");
    }

    @Test
    void anothersAgentIsNotThere() {
        Person bob = server.insert(Role.MEMBER);
        String agent = server.post("/api/agents", bob, new JsonObject().put("name", "Private"))
                .json()
                .getString("id");
        long before = kept(ann);

        assertThat(server.post(PREVIEW, ann, list(ID).put("agentId", agent)).status())
                .isEqualTo(404);
        assertThat(kept(ann)).isEqualTo(before);
    }

    @Test
    void theSameUnderTheVersionedAddress() {
        assertThat(previewed(server.post("/api/v1/bulk-jobs/preview", ann, list(ID)))
                        .getJsonObject("counts")
                        .getInteger("good"))
                .isEqualTo(1);
    }
}
