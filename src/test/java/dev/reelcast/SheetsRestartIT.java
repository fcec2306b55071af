package dev.reelcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.ApiClient.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Connections to sheets in a whole server. */
class SheetsRestartIT {

    private static final String ID = "1AbC-dEf_0123456789-abcdefghijklmnopqrstuvwx";

    @Test
    void aKeyOutlivesTheServerButNotTheServersOwnKeys() throws IOException {
        try (SheetsForTest google = new SheetsForTest()) {
            google.book(ID, "Sermons")
                    .shared()
                    .tab(0, "Week 1", 10, 3)
                    .row("title")
                    .row("Grace");
            // What the operator configured may be inside the network, whatever people's URLs may not.
            String[] settings = google.settings("REELCAST_NETWORK_ALLOW_PRIVATE=false", "REELCAST_QUEUE_CONCURRENCY=0");
            TestServer first = TestServer.start(settings);
            String path;
            try (first) {
                Answer connected = first.post(
                        "/api/sheets/connect",
                        new JsonObject()
                                .put("name", "Grace")
                                .put("kind", "service_account")
                                .put("serviceAccount", SheetsForTest.account()));
                assertThat(connected.status()).as(connected.text()).isEqualTo(201);
                path = "/api/sheets/connections/" + connected.json().getString("id") + "/preview?sheetId=" + ID;
                assertThat(first.get(path).json().getInteger("rowCount")).isEqualTo(1);
            }

            try (TestServer second = TestServer.start(first.dataDir(), first.database(), settings)) {
                second.signIn();
                assertThat(second.get(path).json().getInteger("rowCount")).isEqualTo(1);
            }

            Files.delete(first.dataDir().resolve("keys/sheets"));
            try (TestServer third = TestServer.start(first.dataDir(), first.database(), settings)) {
                third.signIn();
                Answer lost = third.get(path);
                assertThat(lost.status()).isEqualTo(422);
                assertThat(lost.json().getString("code")).isEqualTo("sheet_key_lost");
                assertThat(lost.json().getString("detail")).contains("connect it anew");
            }
            assertThat(google.tokensIssued()).isEqualTo(2);
            assertThat(google.faults()).isEmpty();
        }
    }
}
