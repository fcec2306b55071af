package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import dev.reelcast.model.Role;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text's request may say, on a server that fetches nothing from inside its network. */
class RenderRequestIT {

    private static HttpServerForTest server;
    private static Person someone;

    @BeforeAll
    static void start() throws Exception {
        server = new HttpServerForTest();
        someone = server.insert(Role.MEMBER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/a.png",
                "http://169.254.169.254/latest",
                "http://[::ffff:10.0.0.1]/a.png",
                "http://0x7f.1/a.png",
                "http://localhost./a.png"
            })
    void aPictureOrVideoInsideTheNetworkIsRefused(String url) {
        for (String member : new String[] {"imageUrl", "backgroundVideoUrl"}) {
            Reply reply = submit(text().put("overrides", new JsonObject().put(member, url)));

            assertThat(reply.status()).as(member).isEqualTo(400);
            assertThat(reply.json().getString("code")).isIn("private_address", "invalid_url");
            assertThat(reply.json().getString("detail")).startsWith(member + ": ");
        }
    }

    @Test
    void whatIsGivenStaysWithTheJob() {
        JsonObject overrides = new JsonObject()
                .put("voice", "en-gb+f3")
                .put("accentColour", "#00ff00")
                .put("fontSize", 100)
                .put("resolution", "720p");
        Reply reply = submit(
                text().put("title", "A title").put("templateId", "captions").put("overrides", overrides));
        assertThat(reply.status()).isEqualTo(201);

        JsonObject detail =
                server.get("/api/jobs/" + reply.json().getString("id"), someone).json();

        assertThat(detail.getJsonObject("job").getString("videoTitle")).isEqualTo("A title");
        assertThat(detail.getJsonObject("job").getString("type")).isEqualTo("render");
        assertThat(detail.getJsonObject("render"))
                .isEqualTo(new JsonObject()
                        .put("text", "Some text: %{x}")
                        .put("title", "A title")
                        .put("templateId", "captions")
                        .put("overrides", overrides));
    }

    @Test
    void anUnknownMemberIsNamed() {
        Reply reply = submit(text().put("overrides", new JsonObject().put("color", "red")));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("color");
    }

    @Test
    void aCharacterThatNoDatabaseTakesIsRefused() {
        assertThat(submit(new JsonObject().put("text", "a\u0000b")).status()).isEqualTo(400);
    }

    private static JsonObject text() {
        return new JsonObject().put("text", "Some text: %{x}");
    }

    private static Reply submit(JsonObject render) {
        return server.post("/api/jobs", someone, new JsonObject().put("render", render));
    }
}
