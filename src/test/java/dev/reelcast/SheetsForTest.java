package dev.reelcast;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Google's Sheets API and what gives out its tokens, on loopback, as far as Reelcast uses them. It checks what it is sent:
 * the signature and the claims of what asks for a token, the token, the parameters; and refuses with the bodies that Google
 * sends.
 */
public final class SheetsForTest implements AutoCloseable {

    public static final String API_KEY = "AIzaSy-test_key-of-nobody-0123456789abc";
    public static final String EMAIL = "reelcast@church-media.iam.gserviceaccount.com";
    public static final String KEY_ID = "0123456789abcdef0123456789abcdef01234567";

    private static final KeyPair KEYS = keys();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("M/d/yyyy", Locale.US);
    private static final Pattern CELLS = Pattern.compile("'((?:[^']|'')+)'!([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)");
    private static final String WHERE_TOKENS_GO = "https://oauth2.googleapis.com/token";

    /** A tab; its cells are texts, numbers, booleans and dates. */
    public static final class Tab {
        final long id;
        volatile String title;
        volatile int rows;
        volatile int columns;
        final List<List<Object>> cells = java.util.Collections.synchronizedList(new ArrayList<>());

        Tab(long id, String title, int rows, int columns) {
            this.id = id;
            this.title = title;
            this.rows = rows;
            this.columns = columns;
        }

        /** Adds a row below the last one that is filled. */
        public Tab row(Object... values) {
            cells.add(new CopyOnWriteArrayList<>(values));
            return this;
        }

        /** So many rows, made at once. */
        public Tab rows(List<List<Object>> more) {
            cells.addAll(more.stream()
                    .map(row -> (List<Object>) new CopyOnWriteArrayList<>(row))
                    .toList());
            return this;
        }

        public void set(int row, int column, Object value) {
            cells.get(row - 1).set(column - 1, value);
        }

        public void remove(int row) {
            cells.remove(row - 1);
        }

        public void grid(int newRows, int newColumns) {
            rows = newRows;
            columns = newColumns;
        }

        public int columns() {
            return columns;
        }

        public String text(int row, int column) {
            return String.valueOf(cell(row, column));
        }

        Object cell(int row, int column) {
            return row <= cells.size() && column <= cells.get(row - 1).size()
                    ? cells.get(row - 1).get(column - 1)
                    : "";
        }
    }

    /** A spreadsheet. */
    public static final class Book {
        final String title;
        final List<Tab> tabs = new CopyOnWriteArrayList<>();
        final Map<String, JsonObject> named = new ConcurrentHashMap<>();
        volatile boolean isPublic;
        volatile boolean reader;
        volatile boolean editor;
        volatile boolean protectedCells;
        volatile boolean noSheet;

        Book(String title) {
            this.title = title;
        }

        public Tab tab(long id, String name, int rows, int columns) {
            Tab tab = new Tab(id, name, rows, columns);
            tabs.add(tab);
            return tab;
        }

        /** A tab that was in another spreadsheet. */
        public void tabs(Tab... moved) {
            tabs.addAll(Arrays.asList(moved));
        }

        /** Everybody may read it. */
        public Book open() {
            isPublic = true;
            return this;
        }

        /** The service account may read it. */
        public Book shared() {
            reader = true;
            return this;
        }

        /** The service account may read and write it. */
        public Book editable() {
            reader = true;
            editor = true;
            return this;
        }

        public Book guarded() {
            protectedCells = true;
            return this;
        }

        /** It is a file of another kind that lies in the same drive. */
        public Book ofAnotherKind() {
            noSheet = true;
            return this;
        }

        /** Rows and columns from 0, the last ones not in it, as Google has them. */
        public void name(String name, long tabId, int startRow, int endRow, int startColumn, int endColumn) {
            named.put(
                    name,
                    new JsonObject()
                            .put("sheetId", tabId)
                            .put("startRowIndex", startRow)
                            .put("endRowIndex", endRow)
                            .put("startColumnIndex", startColumn)
                            .put("endColumnIndex", endColumn));
        }
    }

    /** @param retryAfter empty for none */
    private record Trouble(int status, String retryAfter, JsonObject body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Book> books = new ConcurrentHashMap<>();
    private final Map<String, Instant> bearers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<JsonObject> written = new CopyOnWriteArrayList<>();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Runnable> meanwhile = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger issued = new AtomicInteger();
    private volatile int life = 3_599;
    private volatile @Nullable Trouble lasting;
    private volatile JsonObject tokenTrouble = new JsonObject();

    public SheetsForTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/token", exchange -> answer(exchange, this::token));
        server.createContext("/v4/spreadsheets/", exchange -> answer(exchange, this::api));
        server.start();
    }

    /** Settings of a server that uses it. */
    public String[] settings(String... more) {
        List<String> settings = new ArrayList<>(
                List.of("REELCAST_SHEETS_API_URL=" + url(), "REELCAST_SHEETS_TOKEN_URL=" + url() + "/token"));
        settings.addAll(Arrays.asList(more));
        return settings.toArray(String[]::new);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The JSON file of the service account; what it says of other servers leads astray. */
    public static JsonObject account() {
        return new JsonObject()
                .put("type", "service_account")
                .put("project_id", "church-media")
                .put("private_key_id", KEY_ID)
                .put("private_key", privateKey())
                .put("client_email", EMAIL)
                .put("client_id", "100000000000000000001")
                .put("auth_uri", "http://127.0.0.1:1/auth")
                .put("token_uri", "http://127.0.0.1:1/token");
    }

    /** PKCS #8 in PEM. */
    public static String privateKey() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** A key that nobody at Google knows. */
    public static JsonObject stranger() {
        return account()
                .put(
                        "private_key",
                        "-----BEGIN PRIVATE KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(keys().getPrivate().getEncoded())
                                + "\n-----END PRIVATE KEY-----\n");
    }

    public static String address(String id) {
        return "https://docs.google.com/spreadsheets/d/" + id + "/edit#gid=0";
    }

    public Book book(String id, String title) {
        Book book = new Book(title);
        books.put(id, book);
        return book;
    }

    public void remove(String id) {
        books.remove(id);
    }

    /** The next request to the API is answered so. */
    public void trouble(int status, String reason, String retryAfter) {
        troubles.add(new Trouble(status, retryAfter, error(status, "Told by a test.", reason)));
    }

    /** Every request to the API is answered so from now on. */
    public void troubleForever(int status, String reason) {
        lasting = new Trouble(status, "", error(status, "Told by a test.", reason));
    }

    /** The next requests for a token are refused so; an empty object for no more. */
    public void refuseTokens(JsonObject body) {
        tokenTrouble = body;
    }

    /** Tokens that are given out from now on live for so long. */
    public void tokensLive(int seconds) {
        life = seconds;
    }

    /** Every token that was given out is worth nothing any more. */
    public void revokeTokens() {
        bearers.clear();
    }

    /** Something happens just before cells are read for that time, from 1. */
    public void beforeRead(int time, Runnable change) {
        meanwhile.put(reads.get() + time, change);
    }

    public int tokensIssued() {
        return issued.get();
    }

    /** Methods and paths of the requests to the API, with their queries as they came. */
    public List<String> asked() {
        return asked;
    }

    /** What no honest client would send. */
    public List<String> faults() {
        return faults;
    }

    /** Bodies of what was written. */
    public List<JsonObject> written() {
        return written;
    }

    /** Tokens that were given out. */
    public Set<String> bearers() {
        return bearers.keySet();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private record Reply(int status, JsonObject body, String retryAfter) {
        Reply(int status, JsonObject body) {
            this(status, body, "");
        }
    }

    private interface Endpoint {
        Reply answer(HttpExchange exchange, String body) throws IOException;
    }

    private static void answer(HttpExchange exchange, Endpoint endpoint) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Reply reply = endpoint.answer(exchange, body);
            byte[] bytes = reply.body().encode().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json; charset=UTF-8");
            if (!reply.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().set("retry-after", reply.retryAfter());
            }
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply token(HttpExchange exchange, String body) {
        if (!tokenTrouble.isEmpty()) {
            return new Reply(tokenTrouble.getInteger("status", 400), tokenTrouble);
        }
        Map<String, String> form = query(body);
        if (!"POST".equals(exchange.getRequestMethod())
                || !"application/x-www-form-urlencoded"
                        .equals(exchange.getRequestHeaders().getFirst("content-type"))
                || !"urn:ietf:params:oauth:grant-type:jwt-bearer".equals(form.get("grant_type"))) {
            return refusedGrant("unsupported_grant_type", "Invalid grant_type");
        }
        String[] parts = form.getOrDefault("assertion", "").split("\\.", -1);
        if (parts.length != 3) {
            return refusedGrant("invalid_grant", "Bad Request");
        }
        JsonObject header = decoded(parts[0]);
        JsonObject claims = decoded(parts[1]);
        if (!EMAIL.equals(claims.getString("iss"))) {
            return refusedGrant("invalid_grant", "Invalid grant: account not found");
        }
        if (!"RS256".equals(header.getString("alg")) || !KEY_ID.equals(header.getString("kid")) || !signed(parts)) {
            return refusedGrant("invalid_grant", "Invalid JWT Signature.");
        }
        if (!WHERE_TOKENS_GO.equals(claims.getValue("aud"))) {
            return refusedGrant("invalid_grant", "Invalid JWT: Failed audience check.");
        }
        long now = Instant.now().getEpochSecond();
        long from = claims.getLong("iat", 0L);
        long to = claims.getLong("exp", 0L);
        if (from > now || to <= now || to - from > 3_600) {
            return refusedGrant(
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
                            + " Check your iat and exp values in the JWT claim.");
        }
        if (!"https://www.googleapis.com/auth/spreadsheets".equals(claims.getString("scope"))) {
            return refusedGrant("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        }
        String bearer = "ya29.c.test-token-" + issued.incrementAndGet() + "-" + "x".repeat(60);
        bearers.put(bearer, Instant.now().plusSeconds(life));
        return new Reply(
                200,
                new JsonObject()
                        .put("access_token", bearer)
                        .put("expires_in", life)
                        .put("token_type", "Bearer"));
    }

    private static Reply refusedGrant(String error, String description) {
        return new Reply(400, new JsonObject().put("error", error).put("error_description", description));
    }

    private Reply api(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getRawPath().substring("/v4/spreadsheets/".length());
        String query = exchange.getRequestURI().getRawQuery();
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        Trouble trouble = lasting == null ? troubles.poll() : lasting;
        if (trouble != null) {
            return new Reply(trouble.status(), trouble.body(), trouble.retryAfter());
        }
        String bearer = exchange.getRequestHeaders().getFirst("authorization");
        String key = exchange.getRequestHeaders().getFirst("x-goog-api-key");
        if (bearer == null && key == null) {
            return refused(403, "Method doesn't allow unregistered callers.", "PERMISSION_DENIED");
        }
        if (bearer != null && !known(bearer)) {
            return refused(
                    401,
                    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other"
                            + " valid authentication credential. See"
                            + " https://developers.google.com/identity/sign-in/web/devconsole-project.",
                    "UNAUTHENTICATED");
        }
        if (key != null && !key.equals(API_KEY)) {
            return new Reply(400, error(400, "API key not valid. Please pass a valid API key.", "API_KEY_INVALID"));
        }
        boolean posting = exchange.getRequestMethod().equals("POST");
        if (posting && bearer == null) {
            return refused(
                    401,
                    "API keys are not supported by this API. Expected OAuth2 access token or other authentication"
                            + " credentials that assert a principal.",
                    "UNAUTHENTICATED");
        }
        String id = path.split("[/:]", 2)[0];
        Book book = books.get(id);
        if (book == null) {
            return refused(404, "Requested entity was not found.", "NOT_FOUND");
        }
        if (!(book.isPublic && !posting) && !(bearer != null && (posting ? book.editor : book.reader))) {
            return refused(403, "The caller does not have permission", "PERMISSION_DENIED");
        }
        if (book.noSheet) {
            return refused(400, "This operation is not supported for this document", "FAILED_PRECONDITION");
        }
        return switch (exchange.getRequestMethod() + path.substring(id.length())) {
            case "GET" -> new Reply(200, metadata(id, book, query(query)));
            case "GET/values:batchGet" -> values(id, book, query);
            case "POST/values:batchUpdate" -> write(book, new JsonObject(body));
            case "POST:batchUpdate" -> restructure(book, new JsonObject(body));
            default -> refused(404, "Not Found", "NOT_FOUND");
        };
    }

    private boolean known(String authorization) {
        Instant until = bearers.get(authorization.replaceFirst("^Bearer ", ""));
        return until != null && until.isAfter(Instant.now());
    }

    private JsonObject metadata(String id, Book book, Map<String, String> query) {
        if (query.containsKey("includeGridData")
                || !query.getOrDefault("fields", "").contains("sheets.properties(")) {
            faults.add("metadata without fields: " + query);
        }
        JsonArray sheets = new JsonArray();
        book.tabs.forEach(tab -> sheets.add(new JsonObject()
                .put(
                        "properties",
                        new JsonObject()
                                .put("sheetId", tab.id)
                                .put("title", tab.title)
                                .put("sheetType", tab.columns == 0 ? "OBJECT" : "GRID")
                                .put(
                                        "gridProperties",
                                        new JsonObject()
                                                .put("rowCount", tab.rows)
                                                .put("columnCount", tab.columns)))));
        JsonArray named = new JsonArray();
        book.named.forEach(
                (name, range) -> named.add(new JsonObject().put("name", name).put("range", range)));
        return new JsonObject()
                .put("spreadsheetId", id)
                .put("properties", new JsonObject().put("title", book.title))
                .put("sheets", sheets)
                .put("namedRanges", named);
    }

    private Reply values(String id, Book book, String rawQuery) {
        Runnable change = meanwhile.remove(reads.incrementAndGet());
        if (change != null) {
            change.run();
        }
        Map<String, String> query = query(rawQuery);
        if (!"FORMATTED_VALUE".equals(query.get("valueRenderOption")) || !"ROWS".equals(query.get("majorDimension"))) {
            faults.add("values without their form: " + rawQuery);
        }
        JsonArray ranges = new JsonArray();
        for (String pair : rawQuery.split("&")) {
            if (pair.startsWith("ranges=")) {
                String range = URLDecoder.decode(pair.substring(7), StandardCharsets.UTF_8);
                Area area = area(book, range);
                if (area == null) {
                    return refused(400, "Unable to parse range: " + range, "INVALID_ARGUMENT");
                }
                if (area.fromRow > area.tab.rows || area.fromColumn > area.tab.columns) {
                    return grid(range, area.tab);
                }
                ranges.add(new JsonObject().put("range", range).put("majorDimension", "ROWS"));
                JsonArray rows = area.shown();
                if (!rows.isEmpty()) {
                    ranges.getJsonObject(ranges.size() - 1).put("values", rows);
                }
            }
        }
        return new Reply(200, new JsonObject().put("spreadsheetId", id).put("valueRanges", ranges));
    }

    private Reply write(Book book, JsonObject body) {
        written.add(body);
        if (!"RAW".equals(body.getString("valueInputOption"))) {
            faults.add("written not raw: " + body.getString("valueInputOption"));
        }
        if (book.protectedCells) {
            return refused(
                    400,
                    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove"
                            + " protection if you need to edit.",
                    "INVALID_ARGUMENT");
        }
        for (Object each : body.getJsonArray("data")) {
            JsonObject data = (JsonObject) each;
            Area area = area(book, data.getString("range"));
            if (area == null) {
                return refused(400, "Unable to parse range: " + data.getString("range"), "INVALID_ARGUMENT");
            }
            if (area.toRow > area.tab.rows || area.toColumn > area.tab.columns) {
                return grid(data.getString("range"), area.tab);
            }
            JsonArray row = data.getJsonArray("values").getJsonArray(0);
            for (int i = 0; i < row.size(); i++) {
                area.put(area.fromColumn + i, row.getValue(i));
            }
        }
        return new Reply(
                200,
                new JsonObject()
                        .put("totalUpdatedCells", body.getJsonArray("data").size()));
    }

    private static Reply restructure(Book book, JsonObject body) {
        JsonObject append = body.getJsonArray("requests").getJsonObject(0).getJsonObject("appendDimension");
        if (!"COLUMNS".equals(append.getString("dimension"))) {
            return refused(400, "Invalid requests[0]", "INVALID_ARGUMENT");
        }
        book.tabs.stream()
                .filter(tab -> tab.id == append.getLong("sheetId"))
                .forEach(tab -> tab.columns += append.getInteger("length"));
        return new Reply(200, new JsonObject().put("replies", JsonArray.of(new JsonObject())));
    }

    /** Rows and columns from 1, all of them in it. */
    private record Area(Tab tab, int fromRow, int toRow, int fromColumn, int toColumn) {

        JsonArray shown() {
            JsonArray rows = new JsonArray();
            int filled = 0;
            for (int row = fromRow; row <= Math.min(toRow, tab.cells.size()); row++) {
                List<Object> cells = tab.cells.get(row - 1);
                JsonArray shown = new JsonArray();
                for (int column = fromColumn; column <= Math.min(toColumn, cells.size()); column++) {
                    shown.add(SheetsForTest.shown(cells.get(column - 1)));
                }
                while (!shown.isEmpty() && "".equals(shown.getValue(shown.size() - 1))) {
                    shown.remove(shown.size() - 1);
                }
                rows.add(shown);
                filled = shown.isEmpty() ? filled : rows.size();
            }
            return new JsonArray(new ArrayList<>(rows.getList().subList(0, filled)));
        }

        void put(int column, Object value) {
            while (tab.cells.size() < fromRow) {
                tab.row();
            }
            List<Object> row = tab.cells.get(fromRow - 1);
            while (row.size() < column) {
                row.add("");
            }
            row.set(column - 1, value);
        }
    }

    private static @Nullable Area area(Book book, String range) {
        Matcher matcher = CELLS.matcher(range);
        if (!matcher.matches()) {
            return null;
        }
        String title = matcher.group(1).replace("''", "'");
        return book.tabs.stream()
                .filter(tab -> tab.title.equals(title))
                .findFirst()
                .map(tab -> new Area(
                        tab,
                        Integer.parseInt(matcher.group(3)),
                        Integer.parseInt(matcher.group(5)),
                        column(matcher.group(2)),
                        column(matcher.group(4))))
                .orElse(null);
    }

    private static int column(String letters) {
        return letters.chars().reduce(0, (number, letter) -> number * 26 + letter - 'A' + 1);
    }

    private static String shown(Object value) {
        if (value instanceof LocalDate date) {
            return DATE.format(date);
        }
        if (value instanceof Boolean flag) {
            return flag.toString().toUpperCase(Locale.ROOT);
        }
        return value instanceof Number number
                ? String.format(Locale.US, "%,.2f", number.doubleValue())
                : value.toString();
    }

    private static Reply grid(String range, Tab tab) {
        return refused(
                400,
                "Range (" + range + ") exceeds grid limits. Max rows: " + tab.rows + ", max columns: " + tab.columns,
                "INVALID_ARGUMENT");
    }

    private static Reply refused(int status, String message, String word) {
        return new Reply(
                status,
                new JsonObject()
                        .put(
                                "error",
                                new JsonObject()
                                        .put("code", status)
                                        .put("message", message)
                                        .put("status", word)));
    }

    private static JsonObject error(int status, String message, String reason) {
        JsonObject info = new JsonObject()
                .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                .put("reason", reason)
                .put("domain", "googleapis.com");
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("code", status)
                                .put("message", message)
                                .put("details", JsonArray.of(info)));
    }

    private static boolean signed(String[] parts) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(KEYS.getPublic());
            check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return check.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static JsonObject decoded(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] both = pair.split("=", 2);
            query.put(both[0], both.length < 2 ? "" : URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
