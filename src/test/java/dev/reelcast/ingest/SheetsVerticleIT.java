package dev.reelcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.reelcast.Fixtures;
import dev.reelcast.SheetsForTest;
import dev.reelcast.SheetsForTest.Book;
import dev.reelcast.SheetsForTest.Tab;
import dev.reelcast.TestDatabase;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.SheetApi;
import dev.reelcast.bus.SheetApi.Cell;
import dev.reelcast.bus.SheetApi.Connect;
import dev.reelcast.bus.SheetApi.Look;
import dev.reelcast.bus.SheetApi.Page;
import dev.reelcast.bus.SheetApi.Preview;
import dev.reelcast.bus.SheetApi.Read;
import dev.reelcast.bus.SheetApi.Row;
import dev.reelcast.bus.SheetApi.Window;
import dev.reelcast.bus.SheetApi.Write;
import dev.reelcast.bus.SheetStoreApi;
import dev.reelcast.bus.SheetStoreApi.OneConnection;
import dev.reelcast.config.Config;
import dev.reelcast.config.Vault;
import dev.reelcast.model.SheetConnection;
import dev.reelcast.model.SheetConnection.Kind;
import dev.reelcast.model.Viewer;
import dev.reelcast.store.Database;
import dev.reelcast.store.SheetStoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SheetsVerticleIT {

    private static final String ID = "1AbC-dEf_0123456789-abcdefghijklmnopqrstuvwx";
    private static final int WINDOW = 5_000;

    private static Database database;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private SheetsForTest google;
    private Pool pool;
    private Viewer owner;

    @BeforeAll
    static void create() {
        database = TestDatabase.create();
    }

    @BeforeEach
    void open() throws IOException {
        google = new SheetsForTest();
        pool = database.open(vertx);
        vertx.deployVerticle(new SheetStoreVerticle(bus, database)).await();
        deploy(new byte[32]).await();
        owner = Fixtures.member(pool);
        log.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
    }

    @AfterEach
    void close() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
        vertx.close().await();
        google.close();
        assertThat(google.faults()).isEmpty();
        assertThat(log.list).allSatisfy(event -> {
            assertNoSecret(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                assertNoSecret(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        });
        assertThat(google.asked()).allSatisfy(this::assertNoSecret);
    }

    private Future<String> deploy(byte[] key) {
        Config.Sheets config = new Config.Sheets(URI.create(google.url()), URI.create(google.url() + "/token"));
        return vertx.deployVerticle(new SheetsVerticle(bus, config, new Vault(key), Duration.ofMillis(20)));
    }

    private void assertNoSecret(String text) {
        assertThat(text).doesNotContain(SheetsForTest.API_KEY, "PRIVATE KEY", "assertion=", "eyJ");
        google.bearers().forEach(bearer -> assertThat(text).doesNotContain(bearer));
        SheetsForTest.privateKey().lines().forEach(line -> assertThat(text).doesNotContain(line));
    }

    private OneConnection connected(Kind kind) {
        String key = kind == Kind.API_KEY
                ? SheetsForTest.API_KEY
                : SheetsForTest.account().encode();
        return new OneConnection(owner, connect(kind, key).await().id());
    }

    private Future<SheetConnection> connect(Kind kind, String key) {
        return bus.request(SheetApi.CONNECT, new Connect(owner, "Grace", kind, key));
    }

    private SheetConnection found(OneConnection which) {
        return bus.request(SheetStoreApi.OPEN, which).await().connection();
    }

    private Page page(OneConnection by, @Nullable String range) {
        return bus.request(SheetApi.READ, new Read(by, ID, range, null)).await();
    }

    private List<Row> all(OneConnection by) {
        List<Row> rows = new ArrayList<>();
        Window window = null;
        do {
            Page page =
                    bus.request(SheetApi.READ, new Read(by, ID, null, window)).await();
            rows.addAll(page.rows());
            window = page.next();
        } while (window != null);
        return rows;
    }

    private Failure failure(Future<?> future) {
        Failure failure = catchThrowableOfType(Failure.class, future::await);
        assertThat(failure).isNotNull();
        assertNoSecret(failure.sentence());
        assertThat(failure.sentence()).endsWith(".").doesNotContain("127.0.0.1");
        return failure;
    }

    private Failure reading(OneConnection by) {
        return failure(bus.request(SheetApi.READ, new Read(by, ID, null, null)));
    }

    private static List<List<Object>> numbered(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> List.<Object>of("Talk " + i, "https://example.org/" + i))
                .toList();
    }

    /** A sheet of several windows. */
    private Tab longTab(int rows) {
        Tab tab = google.book(ID, "Sermons").shared().tab(0, "Week 1", rows + 1, 26);
        return tab.row("title", "url").rows(numbered(1, rows));
    }

    @Test
    void readsASheetThatIsSharedWithAServiceAccount() {
        google.book(ID, "Sermons")
                .shared()
                .tab(0, "Week 'one' ☀", 1_000, 26)
                .row("title", "url", "minutes", "done", "held")
                .row("Grace 🕊", "https://example.org/1", 1234.5, true, LocalDate.of(2026, 3, 1))
                .row()
                .row("نعمة", "", "", "", "", "beyond the header")
                .row("\u0000=1+1");
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);

        Page page = page(by, null);

        assertThat(page.title()).isEqualTo("Sermons");
        assertThat(page.tab()).isEqualTo("Week 'one' ☀");
        assertThat(page.header()).containsExactly("title", "url", "minutes", "done", "held");
        assertThat(page.rows())
                .containsExactly(
                        new Row(2, List.of("Grace 🕊", "https://example.org/1", "1,234.50", "TRUE", "3/1/2026")),
                        new Row(4, List.of("نعمة", "", "", "", "", "beyond the header")),
                        new Row(5, List.of("\uFFFD=1+1")));
        assertThat(page.next()).isNull();
        assertThat(google.tokensIssued()).isEqualTo(1);
        assertThat(found(by).usedAt()).isNotNull();
        assertThat(found(by).error()).isNull();
    }

    @Test
    void readsPublicSheetsWithAnApiKeyAndWritesNone() {
        google.book(ID, "Sermons").open().tab(0, "Week", 10, 3).row("title").row("Grace");
        OneConnection by = connected(Kind.API_KEY);

        assertThat(page(by, null).rows()).containsExactly(new Row(2, List.of("Grace")));
        assertThat(google.tokensIssued()).isZero();
        Failure refused =
                failure(bus.request(SheetApi.WRITE, new Write(by, ID, List.of(new Cell("Week", 2, 2, "done")))));
        assertThat(refused.kind()).isEqualTo(FailureKind.UNPROCESSABLE);
        assertThat(refused.code()).isEqualTo("sheet_read_only");
        assertThat(refused.sentence()).contains("public sheets", "Connect a service account");
        assertThat(google.written()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "null | title | 9",
                "Week 2 | name | 9",
                "'It''s 3'!A2:B | c | 9",
                "It's 3!B1:B4 | b | 3",
                "B1:C3 | url | 2",
                "$B$1:$C$3 | url | 2",
                "c3:b1 | url | 2",
                "B:B | url | 9",
                "2:3 | Talk 1 | 1",
                "Talks | name | 4",
                "A3 | Talk 2 | 0"
            })
    void findsWhatIsMeantByARange(@Nullable String range, String header, int rows) {
        Book book = google.book(ID, "Sermons").shared();
        book.tab(0, "Week 1", 100, 26).row("title", "url", "x").rows(numbered(1, 9));
        book.tab(7, "Week 2", 100, 26).row("name", "url").rows(numbered(1, 9));
        book.tab(9, "It's 3", 100, 26).row("a", "b").row("c", "d").rows(numbered(1, 9));
        book.name("Talks", 7, 0, 5, 0, 2);

        Page page = page(connected(Kind.SERVICE_ACCOUNT), range);

        assertThat(page.header().get(0)).isEqualTo(header);
        assertThat(page.rows()).hasSize(rows);
    }

    @Test
    void opensTheTabThatTheAddressShows() {
        Book book = google.book(ID, "Sermons").shared();
        book.tab(0, "Week 1", 100, 26).row("first");
        book.tab(7, "Week 2", 100, 26).row("second", "other");
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);
        String sheet = "https://docs.google.com/spreadsheets/d/" + ID + "/edit?gid=7#gid=7";

        assertThat(bus.request(SheetApi.READ, new Read(by, sheet, " ", null))
                        .await()
                        .header())
                .containsExactly("second", "other");
        assertThat(bus.request(SheetApi.READ, new Read(by, sheet + "&range=B1:B9", null, null))
                        .await()
                        .header())
                .containsExactly("other");
        assertThat(bus.request(SheetApi.READ, new Read(by, sheet, "A1:A", null))
                        .await()
                        .header())
                .containsExactly("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Week 9", "Week 9!A1:B2", "Week 1!A0", "Week 1!", "A101:B102", "AB1:AC2", "1", "A1:B2:C3"})
    void namesARangeThatIsNotThere(String range) {
        google.book(ID, "Sermons").shared().tab(0, "Week 1", 100, 26).row("title");
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);

        Failure refused = failure(bus.request(SheetApi.READ, new Read(by, ID, range, null)));

        assertThat(refused.kind()).isEqualTo(FailureKind.INVALID);
        assertThat(refused.code()).isEqualTo("sheet_range_unknown");
        assertThat(refused.sentence()).contains("“" + range + "”", "“Week 1”");
        assertThat(found(by).error()).isNull();
    }

    @Test
    void readsHundredThousandRowsInWindows() {
        longTab(100_000);
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);

        List<Row> rows = all(by);

        assertThat(rows).hasSize(100_000);
        assertThat(rows.get(99_999)).isEqualTo(new Row(100_001, List.of("Talk 100000", "https://example.org/100000")));
        assertThat(IntStream.range(0, rows.size()).allMatch(i -> rows.get(i).number() == i + 2))
                .isTrue();
        // Two looks at the tabs, and 21 windows: fewer than the 60 a minute that Google allows.
        assertThat(google.asked()).hasSize(23);
        assertThat(google.tokensIssued()).isEqualTo(1);
    }

    @Test
    void refusesMoreRowsOrColumnsThanItTakes() {
        Tab tab = longTab(100_001);
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);

        Failure refused = catchThrowableOfType(Failure.class, () -> all(by));
        assertThat(refused.kind()).isEqualTo(FailureKind.TOO_LARGE);
        assertThat(refused.sentence()).contains("100000 rows", "Choose a range");

        tab.grid(100_002, 300);
        tab.set(2, 1, "x");
        google.book(ID, "Wide")
                .shared()
                .tab(0, "Week", 10, 300)
                .row("title")
                .row(Collections.nCopies(201, "x").toArray());
        assertThat(reading(by).sentence()).contains("200 columns", "Choose a range");
        assertThat(page(by, "A:GR").rows()).hasSize(1);
    }

    @Test
    void asksForFewerRowsWhereTheyAreLong() {
        String text = "Grace. ".repeat(3_000);
        Tab tab = google.book(ID, "Sermons").shared().tab(0, "Week", 2_001, 2).row("title", "text");
        tab.rows(IntStream.rangeClosed(1, 2_000)
                .mapToObj(i -> List.<Object>of("Talk " + i, text))
                .toList());

        List<Row> rows = all(connected(Kind.SERVICE_ACCOUNT));

        assertThat(rows).hasSize(2_000);
        assertThat(rows.get(1_999)).isEqualTo(new Row(2_001, List.of("Talk 2000", text.strip() + " ")));
    }

    @Test
    void aSheetThatIsChangedWhileItIsReadIsRefused() {
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);
        List<java.util.function.Consumer<Tab>> changes = List.of(
                tab -> tab.set(1, 2, "address"),
                tab -> tab.remove(17),
                tab -> tab.set(WINDOW, 1, "Another"),
                tab -> tab.grid(20_000, 26),
                tab -> tab.grid(9_001, 27),
                tab -> google.book(ID, "Another").shared().tab(0, "Week 2", 9_001, 26));
        for (java.util.function.Consumer<Tab> change : changes) {
            Tab tab = longTab(9_000);
            google.beforeRead(2, () -> change.accept(tab));

            Failure refused = catchThrowableOfType(Failure.class, () -> all(by));

            assertThat(refused).as("change " + changes.indexOf(change)).isNotNull();
            assertThat(refused.kind()).isEqualTo(FailureKind.CONFLICT);
            assertThat(refused.code()).isEqualTo("sheet_changed");
            assertThat(refused.sentence()).contains("Read it again");
        }
        longTab(9_000);
        assertThat(all(by)).hasSize(9_000);
    }

    @Test
    void tellsWithWhomAPrivateSheetIsToBeShared() {
        Book book = google.book(ID, "Sermons");
        book.tab(0, "Week", 10, 3).row("title").row("Grace");
        OneConnection account = connected(Kind.SERVICE_ACCOUNT);
        OneConnection key = connected(Kind.API_KEY);

        Failure refused = reading(account);
        assertThat(refused.kind()).isEqualTo(FailureKind.FORBIDDEN);
        assertThat(refused.code()).isEqualTo("sheet_private");
        assertThat(refused.sentence()).isEqualTo("Share the sheet with " + SheetsForTest.EMAIL + ".");
        assertThat(reading(key).sentence()).contains("Make it public", "connect a service account");
        assertThat(found(account).error()).isEqualTo(refused.sentence());
        assertThat(found(account).errorAt()).isEqualTo(found(account).usedAt());

        book.shared();
        assertThat(page(account, null).rows()).hasSize(1);
        assertThat(found(account).errorAt()).isBefore(found(account).usedAt());
        Failure reader =
                failure(bus.request(SheetApi.WRITE, new Write(account, ID, List.of(new Cell("Week", 2, 2, "done")))));
        assertThat(reader.sentence()).isEqualTo("Share the sheet with " + SheetsForTest.EMAIL + " as an editor.");
    }

    @Test
    void tellsOfSheetsThatAreGoneEmptyOrNoSheets() {
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);
        assertThat(reading(by).code()).isEqualTo("sheet_not_found");
        google.book(ID, "Sermons").shared().tab(0, "Week", 10, 3);
        assertThat(reading(by).code()).isEqualTo("sheet_empty");
        google.book(ID, "Sermons").shared().ofAnotherKind();
        assertThat(reading(by).code()).isEqualTo("sheet_unsupported");
        google.book(ID, "Charts").shared().tab(0, "A chart", 0, 0);
        assertThat(reading(by).code()).isEqualTo("sheet_unsupported");
        for (String sheet : List.of("https://example.org/spreadsheets/d/" + ID, "short", "https://docs.google.com/")) {
            assertThat(failure(bus.request(SheetApi.READ, new Read(by, sheet, null, null)))
                            .code())
                    .isEqualTo("sheet_url_invalid");
        }
        assertThat(failure(bus.request(
                                SheetApi.READ,
                                new Read(by, "https://docs.google.com/spreadsheets/d/e/2PACX-1v/pubhtml", null, null)))
                        .sentence())
                .contains("published copy");
    }

    @Test
    void waitsWhenGoogleAsksForIt() {
        google.book(ID, "Sermons").shared().tab(0, "Week", 10, 3).row("title").row("Grace");
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);
        google.trouble(429, "RATE_LIMIT_EXCEEDED", "1");
        google.trouble(429, "RATE_LIMIT_EXCEEDED", "");
        google.trouble(503, "", "");
        Instant before = Instant.now();

        assertThat(page(by, null).rows()).hasSize(1);
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(google.asked()).hasSize(3 + 2);
    }

    @Test
    void givesUpAfterAWhile() {
        google.book(ID, "Sermons").shared().tab(0, "Week", 10, 3).row("title");
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);

        google.troubleForever(503, "");
        Failure down = reading(by);
        assertThat(down.kind()).isEqualTo(FailureKind.UPSTREAM);
        assertThat(down.sentence()).contains("HTTP 503", "Try again");
        assertThat(google.asked()).hasSize(8);

        google.troubleForever(429, "RATE_LIMIT_EXCEEDED");
        Failure busy = reading(by);
        assertThat(busy.kind()).isEqualTo(FailureKind.BUSY);
        assertThat(busy.sentence()).contains("HTTP 429", "Try again in a few minutes");
        assertThat(google.asked()).hasSize(16);
        assertThat(failure(bus.request(SheetApi.PREVIEW, new Look(by, ID, null)))
                        .code())
                .isEqualTo("sheet_busy");
        assertThat(google.asked()).as("nobody waits long at a screen").hasSize(18);

        google.close();
        assertThat(reading(by).sentence()).contains("cannot be reached");
    }

    @Test
    void doesNotWaitForLongerThanItIsPatient() {
        google.book(ID, "Sermons").shared().tab(0, "Week", 10, 3).row("title");
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);
        google.trouble(429, "RATE_LIMIT_EXCEEDED", "3600");

        assertThat(reading(by).kind()).isEqualTo(FailureKind.BUSY);
        assertThat(google.asked()).hasSize(1);
    }

    @Test
    void takesANewTokenWhenTheOldOneIsNotAcceptedOrEnds() {
        google.book(ID, "Sermons").shared().tab(0, "Week", 10, 3).row("title").row("Grace");
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);
        page(by, null);
        page(by, null);
        assertThat(google.tokensIssued()).isEqualTo(1);

        google.revokeTokens();
        assertThat(page(by, null).rows()).hasSize(1);
        assertThat(google.tokensIssued()).isEqualTo(2);

        // One that ends in a minute is not used for a second request.
        google.tokensLive(60);
        google.revokeTokens();
        page(by, null);
        assertThat(google.tokensIssued()).isEqualTo(4);
    }

    @Test
    void saysWhyGoogleRefusesAKey() {
        Failure forged =
                failure(connect(Kind.SERVICE_ACCOUNT, SheetsForTest.stranger().encode()));
        assertThat(forged.kind()).isEqualTo(FailureKind.UNPROCESSABLE);
        assertThat(forged.code()).isEqualTo("sheet_key_refused");
        assertThat(forged.sentence()).contains("Invalid JWT Signature.");
        assertThat(failure(connect(
                                Kind.SERVICE_ACCOUNT,
                                SheetsForTest.account()
                                        .put("client_email", "gone@church-media.iam.gserviceaccount.com")
                                        .encode()))
                        .sentence())
                .contains("account not found");
        google.refuseTokens(new JsonObject()
                .put("error", "invalid_grant")
                .put("error_description", "Bad " + SheetsForTest.API_KEY + "xyz at https://evil.example/a b"));
        assertThat(failure(connect(Kind.SERVICE_ACCOUNT, SheetsForTest.account().encode()))
                        .sentence())
                .doesNotContain("evil.example");
        google.refuseTokens(new JsonObject().put("status", 500));
        assertThat(failure(connect(Kind.SERVICE_ACCOUNT, SheetsForTest.account().encode()))
                        .kind())
                .isEqualTo(FailureKind.UPSTREAM);
        assertThat(bus.request(SheetStoreApi.LIST, owner).await()).isEmpty();
    }

    @Test
    void takesNothingThatIsNoKey() {
        List<String> wrong = List.of(
                "",
                "{",
                "[]",
                "7",
                "{}",
                new JsonObject().put("installed", new JsonObject()).encode(),
                SheetsForTest.account().put("type", "authorized_user").encode(),
                SheetsForTest.account().put("client_email", "no address").encode(),
                SheetsForTest.account().put("private_key", 7).encode(),
                SheetsForTest.account()
                        .put("private_key", "-----BEGIN PRIVATE KEY-----")
                        .encode(),
                SheetsForTest.account()
                        .put("private_key", SheetsForTest.privateKey().replace("MII", "AAA"))
                        .encode(),
                SheetsForTest.account().put("more", "x".repeat(20_000)).encode());
        for (String key : wrong) {
            Failure refused = failure(connect(Kind.SERVICE_ACCOUNT, key));
            assertThat(refused.kind()).isEqualTo(FailureKind.INVALID);
            assertThat(refused.code()).isEqualTo("sheet_key_invalid");
        }
        for (String key : List.of("", "too-short", "AIza with spaces in it, so no key", "x".repeat(201))) {
            assertThat(failure(connect(Kind.API_KEY, key)).code()).isEqualTo("sheet_key_invalid");
        }
        assertThat(google.tokensIssued()).isZero();
    }

    @Test
    void saysWhatIsWrongWithAnApiKey() {
        google.book(ID, "Sermons").open().tab(0, "Week", 10, 3).row("title");
        OneConnection by = new OneConnection(
                owner,
                connect(Kind.API_KEY, "AIza-another-key-that-was-deleted-000")
                        .await()
                        .id());

        Failure refused = reading(by);
        assertThat(refused.code()).isEqualTo("sheet_key_refused");
        assertThat(refused.sentence()).contains("API key not valid");

        google.trouble(403, "SERVICE_DISABLED", "");
        assertThat(reading(by).sentence()).contains("not enabled", "Enable it");
    }

    @Test
    void writesTextsThatStayTexts() {
        Tab tab = google.book(ID, "Sermons").editable().tab(0, "It's 1", 10, 3);
        tab.row("title", "url", "x").row("Grace").row("Hope");
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);
        List<Cell> cells = List.of(
                new Cell("It's 1", 3, 5, "https://example.org/2"),
                new Cell("It's 1", 2, 4, "=IMPORTXML(\"https://evil.example\")"),
                new Cell("It's 1", 2, 5, "🕊"),
                new Cell("It's 1", 3, 4, "failed"));

        assertThat(bus.request(SheetApi.WRITE, new Write(by, ID, cells)).await())
                .isEqualTo(4);

        assertThat(google.written())
                .containsExactly(new JsonObject()
                        .put("valueInputOption", "RAW")
                        .put(
                                "data",
                                new JsonArray()
                                        .add(range("'It''s 1'!D2:E2", "=IMPORTXML(\"https://evil.example\")", "🕊"))
                                        .add(range("'It''s 1'!D3:E3", "failed", "https://example.org/2"))));
        assertThat(tab.columns()).as("two columns were added").isEqualTo(5);
        assertThat(tab.text(3, 5)).isEqualTo("https://example.org/2");
    }

    private static JsonObject range(String range, String... values) {
        return new JsonObject()
                .put("range", range)
                .put("majorDimension", "ROWS")
                .put("values", JsonArray.of(new JsonArray(List.of((Object[]) values))));
    }

    @Test
    void writesManyCellsInSeveralRequestsAndOnceMoreAfterTrouble() {
        Tab tab = longTab(10_000);
        google.book(ID, "Sermons").editable().tabs(tab);
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);
        List<Cell> cells = IntStream.rangeClosed(2, 10_001)
                .boxed()
                .flatMap(row -> java.util.stream.Stream.of(
                        new Cell("Week 1", row, 3, "completed"), new Cell("Week 1", row, 4, "https://e.org/" + row)))
                .toList();
        google.trouble(429, "RATE_LIMIT_EXCEEDED", "");

        assertThat(bus.request(SheetApi.WRITE, new Write(by, ID, cells)).await())
                .isEqualTo(20_000);
        assertThat(google.written()).hasSize(4);
        assertThat(tab.text(10_001, 4)).isEqualTo("https://e.org/10001");

        List<Cell> more = new ArrayList<>(cells);
        more.add(new Cell("Week 1", 2, 5, "x"));
        assertThat(failure(bus.request(SheetApi.WRITE, new Write(by, ID, more))).kind())
                .isEqualTo(FailureKind.TOO_LARGE);
        assertThat(bus.request(SheetApi.WRITE, new Write(by, ID, List.of())).await())
                .isZero();
    }

    @Test
    void tellsOfCellsThatMayNotBeWritten() {
        google.book(ID, "Sermons").editable().guarded().tab(0, "Week", 10, 3).row("title");
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);

        Failure refused = failure(bus.request(SheetApi.WRITE, new Write(by, ID, List.of(new Cell("Week", 2, 2, "x")))));
        assertThat(refused.code()).isEqualTo("sheet_protected");
        assertThat(refused.sentence()).contains(SheetsForTest.EMAIL);
        assertThat(failure(bus.request(SheetApi.WRITE, new Write(by, ID, List.of(new Cell("Gone", 2, 2, "x")))))
                        .code())
                .isIn("sheet_range_unknown", "sheet_protected");
    }

    @Test
    void showsTheBeginningOfASheet() {
        Book book = google.book(ID, "Sermons").shared();
        Tab tab = book.tab(0, "Week 1", 12_001, 26).row().row("title", "text");
        tab.rows(numbered(1, 6_000)).row("x".repeat(600));
        tab.set(3, 2, "🕊".repeat(501));
        book.tab(5, "Small", 50, 3).row("a").row("b").row().row("c");
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);

        Preview preview = bus.request(SheetApi.PREVIEW, new Look(by, SheetsForTest.address(ID), null))
                .await();
        assertThat(preview.tabs()).containsExactly("Week 1", "Small");
        assertThat(preview.header()).containsExactly("title", "text");
        assertThat(preview.rows()).hasSize(20);
        assertThat(preview.rows().get(0)).isEqualTo(new Row(3, List.of("Talk 1", "🕊".repeat(500) + "…")));
        assertThat(preview.rowCountIsUpperBound()).isTrue();
        assertThat(preview.rowCount()).isEqualTo(11_999);

        Preview small = bus.request(SheetApi.PREVIEW, new Look(by, ID, "Small")).await();
        assertThat(small.rowCount()).isEqualTo(2);
        assertThat(small.rowCountIsUpperBound()).isFalse();
        assertThat(bus.request(SheetApi.PREVIEW, new Look(by, ID, "Small!A20:B30"))
                        .await()
                        .header())
                .isEmpty();
    }

    @Test
    void keepsKeysSealedAndForTheirOwner() {
        google.book(ID, "Sermons").open().shared().tab(0, "Week", 10, 3).row("title");
        OneConnection by = connected(Kind.SERVICE_ACCOUNT);
        OneConnection api = connected(Kind.API_KEY);
        Viewer other = Fixtures.member(pool);

        String row = pool.query(
                        "select s::text as row from sheet_connections s where owner_id = '" + owner.userId() + "'")
                .execute()
                .map(rows -> {
                    StringBuilder all = new StringBuilder();
                    rows.forEach(each -> all.append(each.getString("row")));
                    return all.toString();
                })
                .await();
        assertThat(row).contains(SheetsForTest.EMAIL);
        assertNoSecret(row);
        assertThat(bus.request(SheetStoreApi.LIST, owner).await())
                .extracting(SheetConnection::id)
                .containsExactly(api.connectionId(), by.connectionId());
        assertThat(bus.request(SheetStoreApi.LIST, other).await()).isEmpty();
        OneConnection others = new OneConnection(other, by.connectionId());
        assertThat(reading(others).kind()).isEqualTo(FailureKind.NOT_FOUND);
        assertThat(failure(bus.request(SheetStoreApi.DELETE, others)).sentence())
                .isEqualTo("There is no such sheet connection.");

        // Another's sealed key in one's own row opens nothing.
        pool.query("update sheet_connections set sealed = (select sealed from sheet_connections where id = '"
                        + api.connectionId() + "') where id = '" + by.connectionId() + "'")
                .execute()
                .await();
        assertThat(reading(by).code()).isEqualTo("sheet_key_lost");

        bus.request(SheetStoreApi.DELETE, api).await();
        assertThat(reading(api).kind()).isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void keepsOnlySoManyForOneUser() {
        for (int i = 0; i < 50; i++) {
            connected(Kind.API_KEY);
        }
        Failure refused = failure(connect(Kind.API_KEY, SheetsForTest.API_KEY));
        assertThat(refused.kind()).isEqualTo(FailureKind.CONFLICT);
        assertThat(refused.sentence()).contains("Remove one");
    }
}
