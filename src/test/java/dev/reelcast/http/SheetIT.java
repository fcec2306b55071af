package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.SheetsForTest;
import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import dev.reelcast.model.Role;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SheetIT {

    private static final String ID = "1AbC-dEf_0123456789-abcdefghijklmnopqrstuvwx";

    private final List<Reply> replies = new ArrayList<>();
    private SheetsForTest google;
    private HttpServerForTest server;
    private Person owner;

    @BeforeEach
    void start() throws IOException {
        google = new SheetsForTest();
        server = new HttpServerForTest(google.settings());
        owner = server.insert(Role.MEMBER);
    }

    @AfterEach
    void stop() {
        server.close();
        google.close();
        assertThat(google.faults()).isEmpty();
        assertThat(replies).isNotEmpty().allSatisfy(reply -> {
            assertThat(reply.text()).doesNotContain(SheetsForTest.API_KEY, "PRIVATE KEY", "sealed", "ya29.");
            SheetsForTest.privateKey()
                    .lines()
                    .forEach(line -> assertThat(reply.text()).doesNotContain(line));
        });
    }

    private Reply kept(Reply reply) {
        replies.add(reply);
        return reply;
    }

    private Reply connect(JsonObject body) {
        return kept(server.post("/api/sheets/connect", owner, body));
    }

    private String connected() {
        Reply reply = connect(body("service_account").put("serviceAccount", SheetsForTest.account()));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().getString("id");
    }

    private static JsonObject body(String kind) {
        return new JsonObject().put("name", " Grace\nChurch ").put("kind", kind);
    }

    private Reply preview(String connection, Person as, String sheet, @Nullable String range) {
        return kept(server.get(
                "/api/v1/sheets/connections/" + connection + "/preview?sheetId=" + escaped(sheet)
                        + (range == null ? "" : "&range=" + escaped(range)),
                as));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void aKeyIsConnectedListedAndRemoved() {
        Reply asObject = connect(body("service_account").put("serviceAccount", SheetsForTest.account()));
        assertThat(asObject.status()).isEqualTo(201);
        assertThat(asObject.json().getString("name")).isEqualTo("Grace Church");
        assertThat(asObject.json().getString("email")).isEqualTo(SheetsForTest.EMAIL);
        assertThat(asObject.json().fieldNames())
                .containsExactlyInAnyOrder("id", "ownerId", "name", "kind", "email", "createdAt");
        Reply asText = connect(body("service_account")
                .put("serviceAccount", SheetsForTest.account().encodePrettily()));
        assertThat(asText.status()).isEqualTo(201);
        Reply key = connect(body("api_key").put("apiKey", " " + SheetsForTest.API_KEY + "\n"));
        assertThat(key.json().getString("kind")).isEqualTo("api_key");

        JsonObject list = kept(server.get("/api/sheets/connections", owner)).json();
        assertThat(list.getInteger("total")).isEqualTo(3);
        assertThat(list.getJsonArray("connections").getJsonObject(0).getString("id"))
                .isEqualTo(key.json().getString("id"));

        String path = "/api/sheets/connections/" + key.json().getString("id");
        assertThat(server.send("DELETE", path, owner, BodyPublishers.noBody()).status())
                .isEqualTo(204);
        assertThat(kept(server.send("DELETE", path, owner, BodyPublishers.noBody()))
                        .status())
                .isEqualTo(404);
        assertThat(kept(server.get("/api/sheets/connections", owner)).json().getInteger("total"))
                .isEqualTo(2);
    }

    @Test
    void whatIsNoKeyIsRefusedAndSaysWhere() {
        assertField(connect(body("api_key")), "apiKey");
        assertField(connect(body("service_account")), "serviceAccount");
        assertField(connect(body("password").put("apiKey", "x")), "kind");
        assertField(connect(body("api_key").put("apiKey", 7)), "apiKey");
        assertField(connect(body("service_account").put("serviceAccount", 7)), "serviceAccount");
        assertField(connect(body("service_account").put("serviceAccount", "x".repeat(20_001))), "serviceAccount");
        assertField(connect(body("api_key").put("name", " \n").put("apiKey", SheetsForTest.API_KEY)), "name");
        assertField(
                connect(body("api_key")
                        .put("apiKey", SheetsForTest.API_KEY)
                        .put("serviceAccount", SheetsForTest.account())),
                "serviceAccount");
        assertField(connect(body("api_key").put("apiKey", "x").put("scope", "drive")), "scope");
        Reply wrong = connect(body("service_account").put("serviceAccount", new JsonObject()));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.code()).isEqualTo("sheet_key_invalid");
        assertThat(google.tokensIssued()).isZero();

        Reply refused = connect(body("service_account").put("serviceAccount", SheetsForTest.stranger()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("sheet_key_refused");
        assertThat(refused.json().getString("detail")).contains("Invalid JWT Signature.");
        assertThat(kept(server.get("/api/sheets/connections", owner)).json().getInteger("total"))
                .isZero();
    }

    private static void assertField(Reply reply, String field) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().getString("field")).as(reply.text()).isEqualTo(field);
    }

    @Test
    void aSheetIsLookedAt() {
        SheetsForTest.Book book = google.book(ID, "Sermons ☀").shared();
        book.tab(0, "Week 1", 1_000, 26).row("title", "url").row("Grace 🕊", "https://example.org/1");
        book.tab(4, "Week 2", 1_000, 26).row("other");
        String connection = connected();

        Reply reply = preview(connection, owner, SheetsForTest.address(ID), null);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json()).isEqualTo(new JsonObject("""
                        {"sheetId": "%s", "title": "Sermons ☀", "tabs": ["Week 1", "Week 2"], "tab": "Week 1",
                         "firstColumn": 1, "header": ["title", "url"],
                         "rows": [{"number": 2, "cells": ["Grace 🕊", "https://example.org/1"]}],
                         "rowCount": 1, "rowCountIsUpperBound": false}
                        """.formatted(ID)));
        assertThat(preview(connection, owner, ID, "Week 2").json().getJsonArray("header"))
                .containsExactly("other");
        assertThat(kept(server.get("/api/sheets/connections", owner))
                        .json()
                        .getJsonArray("connections")
                        .getJsonObject(0)
                        .getString("usedAt"))
                .isNotEmpty();
    }

    @Test
    void whatIsWrongWithASheetIsToldWithWhatToDo() {
        google.book(ID, "Sermons").tab(0, "Week 1", 10, 3).row("title");
        String connection = connected();
        assertRefused(preview(connection, owner, ID, null), 403, "sheet_private", SheetsForTest.EMAIL);
        google.book(ID, "Sermons").shared().tab(0, "Week 1", 10, 3).row("title");
        assertRefused(preview(connection, owner, ID, "Week 7!A1:B2"), 400, "sheet_range_unknown", "Week 7!A1:B2");
        assertRefused(preview(connection, owner, "https://example.org", null), 400, "sheet_url_invalid", "docs.google");
        google.trouble(429, "RATE_LIMIT_EXCEEDED", "60");
        assertRefused(preview(connection, owner, ID, null), 429, "sheet_busy", "Try again");
        google.troubleForever(503, "");
        assertRefused(preview(connection, owner, ID, null), 502, "sheet_unavailable", "HTTP 503");
        google.remove(ID);
        assertThat(kept(server.get("/api/sheets/connections/" + connection + "/preview", owner))
                        .json()
                        .getString("field"))
                .isEqualTo("sheetId");
        JsonObject listed = kept(server.get("/api/sheets/connections", owner))
                .json()
                .getJsonArray("connections")
                .getJsonObject(0);
        assertThat(listed.getString("error")).contains("HTTP 503");
        assertThat(listed.getString("errorAt")).isEqualTo(listed.getString("usedAt"));
    }

    private static void assertRefused(Reply reply, int status, String code, String words) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.json().getString("detail")).contains(words);
    }

    @Test
    void anothersConnectionIsAsMissing() {
        google.book(ID, "Sermons").shared().tab(0, "Week 1", 10, 3).row("title");
        String connection = connected();
        Person other = server.insert(Role.MEMBER);

        Reply others = preview(connection, other, ID, null);
        Reply missing = preview("01900000-0000-7000-8000-000000000000", other, ID, null);
        assertThat(others.status()).isEqualTo(404);
        assertThat(others.json().getString("detail")).isEqualTo(missing.json().getString("detail"));
        assertThat(kept(server.get("/api/sheets/connections", other)).json().getInteger("total"))
                .isZero();
        assertThat(google.asked()).isEmpty();
    }
}
