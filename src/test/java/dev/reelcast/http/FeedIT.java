package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Feeds as podcast apps and their owners meet them. */
class FeedIT {

    private static final int PAGE = 10;
    private static final int RECORDING = 48 << 20;

    private static HttpServerForTest server;
    private static Person ann;

    @BeforeAll
    static void start() throws Exception {
        server = new HttpServerForTest(
                "REELCAST_FEEDS_EPISODES=" + PAGE,
                "REELCAST_HTTP_PUBLIC_URL=https://cast.example.org",
                "REELCAST_FEEDS_HUB=https://hub.example.org/");
        ann = server.insert(Role.MEMBER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void appThatComesBackIsToldThatNothingChangedUntilSomethingDoes() throws Exception {
        JsonObject agent = agent("Conditional", false);
        UUID episode = episode(agent, "First");
        String path = path(agent.getString("feedUrl"));
        settle();

        Reply first = server.get(path, null, "accept-encoding", "gzip");
        Reply plain = server.get(path, null);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("content-type")).isEqualTo("application/rss+xml; charset=utf-8");
        assertThat(first.header("content-encoding")).isEqualTo("gzip");
        assertThat(first.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(first.header("link"))
                .contains("<https://hub.example.org/>; rel=\"hub\"")
                .contains("<https://cast.example.org" + path + ">; rel=\"self\"");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(first.bytes())).readAllBytes())
                .isEqualTo(plain.bytes());
        assertThat(first.header("etag")).isNotEqualTo(plain.header("etag"));
        assertThat(status(path, "if-none-match", first.header("etag"))).isEqualTo(304);
        assertThat(status(path, "if-none-match", "\"x\", W/" + plain.header("etag")))
                .isEqualTo(304);
        assertThat(status(path, "if-none-match", "\"x\"")).isEqualTo(200);
        assertThat(status(path, "if-modified-since", first.header("last-modified")))
                .isEqualTo(304);
        assertThat(status(path, "if-modified-since", "Mon, 02 Nov 1998 10:20:30 GMT"))
                .isEqualTo(200);
        assertThat(status(path, "if-modified-since", "yesterday")).isEqualTo(200);
        assertThat(status(path, "if-modified-since", first.header("last-modified"), "if-none-match", "\"x\""))
                .isEqualTo(200);
        Reply head = server.send("HEAD", path, null, BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();

        assertThat(server.post("/api/episodes/" + episode + "/unpublish", ann, null)
                        .status())
                .isEqualTo(200);

        Reply changed = server.get(path, null, "if-none-match", plain.header("etag"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("last-modified"))
                .as("too short ago to be told in seconds")
                .isEmpty();
        assertThat(rome(changed).getEntries()).isEmpty();
    }

    @Test
    void longFeedGoesOnInFurtherDocuments() throws Exception {
        JsonObject agent = agent("Long", false);
        for (int i = 1; i <= 2 * PAGE + 1; i++) {
            episode(agent, "Number " + i);
        }
        String path = path(agent.getString("feedUrl"));

        List<String> titles = new java.util.ArrayList<>();
        String next = path;
        while (!next.isEmpty()) {
            Reply reply = server.get(next, null);
            rome(reply).getEntries().forEach(entry -> titles.add(entry.getTitle()));
            String link = reply.header("link");
            next = link.contains("rel=\"next\"")
                    ? link.replaceFirst(".*<https://cast.example.org([^>]*)>; rel=\"next\".*", "$1")
                    : "";
        }

        assertThat(titles)
                .hasSize(2 * PAGE + 1)
                .doesNotHaveDuplicates()
                .startsWith("Number 21")
                .endsWith("Number 1");
        assertThat(status(path + "?page=4")).isEqualTo(404);
        assertThat(status(path + "?page=0")).isEqualTo(404);
        assertThat(status(path + "?page=9999999999")).isEqualTo(404);
    }

    @Test
    void privateFeedIsForWhoeverHasAnAddressAndTheirAppFollowsIt() throws Exception {
        JsonObject agent = agent("Private", true);
        UUID episode = episode(agent, "Secret");
        String feed = "/api/agents/" + agent.getString("id") + "/feed";

        assertThat(status(path(agent.getString("feedUrl")))).isEqualTo(404);
        assertThat(status("/media/episodes/" + episode + "/audio.mp3")).isEqualTo(404);
        assertThat(server.get(feed, ann).json().getString("feedUrl")).isNull();
        assertThat(server.get(feed, ann).json().getJsonObject("hub")).isNull();

        Reply issued = server.post(feed + "/tokens", ann, new JsonObject().put("name", "Bob's phone"));
        assertThat(issued.status()).isEqualTo(201);
        String url = issued.json().getString("url");
        assertThat(server.get(feed, ann).text()).contains("Bob's phone").doesNotContain(token(url));

        Reply read = server.get(path(url), null);
        assertThat(read.header("cache-control")).startsWith("private");
        assertThat(read.header("link")).doesNotContain("rel=\"hub\"");
        SyndEntry entry = rome(read).getEntries().get(0);
        String media = path(entry.getEnclosures().get(0).getUrl());
        assertThat(media).contains(token(url));
        Reply part = server.get(media, null, "range", "bytes=0-9");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("cache-control")).isEqualTo("private, no-cache");
        assertThat(part.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(status(media.replace(token(url), "x".repeat(43)))).isEqualTo(404);
        assertThat(status("/feeds/private/" + "x".repeat(43) + ".xml")).isEqualTo(404);
        assertThat(status("/feeds/private/short.xml")).isEqualTo(404);
        assertThat(server.get(feed, ann)
                        .json()
                        .getJsonArray("tokens")
                        .getJsonObject(0)
                        .getString("usedAt"))
                .isNotNull();
        Reply lost = server.get(path(url).replace(".xml", "") + "x.xml", null);
        assertThat(lost.text()).doesNotContain(token(url));

        String tokenId = issued.json().getString("id");
        assertThat(server.send("DELETE", feed + "/tokens/" + tokenId, ann, BodyPublishers.noBody())
                        .status())
                .isEqualTo(204);

        assertThat(status(path(url))).isEqualTo(404);
        assertThat(status(path(url), "if-none-match", read.header("etag"))).isEqualTo(404);
        assertThat(status(media)).isEqualTo(404);
    }

    @Test
    void downloadEndsWhenItsTokenIsTakenBack() throws Exception {
        JsonObject agent = agent("Cut off", true);
        episode(agent, "Long");
        String feed = "/api/agents/" + agent.getString("id") + "/feed";
        JsonObject ours = server.post(feed + "/tokens", ann, new JsonObject().put("name", "Bob"))
                .json();
        JsonObject other = server.post(feed + "/tokens", ann, new JsonObject().put("name", "Cleo"))
                .json();

        try (Socket bob = download(ours);
                Socket cleo = download(other)) {
            server.send("DELETE", feed + "/tokens/" + ours.getString("id"), ann, BodyPublishers.noBody());

            assertThat(rest(bob)).isLessThan(RECORDING);
            assertThat(rest(cleo)).isGreaterThanOrEqualTo(RECORDING);
        }
    }

    @Test
    void combinedFeedHasTheEpisodesOfSeveralAgents() throws Exception {
        JsonObject one = agent("One", false);
        JsonObject two = agent("Two", false);
        JsonObject hidden = agent("Hidden", true);
        episode(one, "Of one");
        episode(two, "Of two");
        UUID secret = episode(hidden, "Of the hidden");
        JsonArray agents = new JsonArray()
                .add(one.getString("id"))
                .add(two.getString("id"))
                .add(hidden.getString("id"));

        Reply made = server.post(
                "/api/feeds",
                ann,
                new JsonObject().put("name", "Öffentlich & alles").put("agentIds", agents));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        JsonObject feed = made.json();
        assertThat(feed.getString("feedUrl")).isEqualTo("https://cast.example.org/feeds/combined/offentlich-alles.xml");
        assertThat(titles(path(feed.getString("feedUrl")))).containsExactly("Of two", "Of one");
        String api = "/api/feeds/" + feed.getString("id");
        assertThat(server.get("/api/feeds", ann).json().getJsonArray("feeds").toString())
                .contains(feed.getString("id"));

        server.json("PATCH", api, ann, new JsonObject().put("privateFeed", true).encode());
        assertThat(status(path(feed.getString("feedUrl")))).isEqualTo(404);
        String url = server.post(api + "/tokens", ann, new JsonObject().put("name", "Bob"))
                .json()
                .getString("url");
        assertThat(titles(path(url))).containsExactly("Of the hidden", "Of two", "Of one");
        assertThat(status("/media/private/" + token(url) + "/" + secret + "/audio.mp3"))
                .isEqualTo(200);

        Reply refused = server.json(
                "PATCH",
                api,
                ann,
                new JsonObject().put("agentIds", new JsonArray().add("x")).encode());
        assertThat(refused.status()).isEqualTo(404);
        assertThat(server.send("DELETE", api, ann, BodyPublishers.noBody()).status())
                .isEqualTo(204);
        assertThat(status(path(url))).isEqualTo(404);
        assertThat(status("/media/private/" + token(url) + "/" + secret + "/audio.mp3"))
                .isEqualTo(404);
    }

    @Test
    void doctorSaysWhatIsWrongBeforeAnEpisodeIsPublished() throws Exception {
        JsonObject agent = agent("Patient", false);
        UUID episode = episode(agent, "Number one");
        server.post("/api/episodes/" + episode + "/unpublish", ann, null);
        String check = "/api/agents/" + agent.getString("id") + "/feed/check";

        JsonObject empty = server.get(check, ann).json();
        JsonObject before = server.get(check + "?episodeId=" + episode, ann).json();

        assertThat(empty.toString()).contains("no_episodes");
        assertThat(empty.getString("item")).isNull();
        assertThat(before.getString("item")).startsWith("<item><title>Number one</title>");
        assertThat(before.toString()).contains("artwork_missing").contains("transcript_missing");
        UUID foreign = episode(agent("Other", false), "Of another agent");
        assertThat(server.get(check + "?episodeId=" + foreign, ann).status()).isEqualTo(404);
        assertThat(server.get(check + "?episodeId=nonsense", ann).status()).isEqualTo(400);
    }

    @Test
    void podcastSaysItsPeopleAndOwnerAndRefusesWhatIsNone() throws Exception {
        JsonObject feed = new JsonObject()
                .put("email", "ann@example.org")
                .put("locked", true)
                .put("guid", "917393e3-1b1e-5cef-ace4-edaa54e1f810")
                .put(
                        "people",
                        new JsonArray().add(new JsonObject().put("name", "Bob").put("role", "guest")));
        Reply made = server.post(
                "/api/agents", ann, new JsonObject().put("name", "Known").put("feed", feed));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().getJsonObject("feed")).isEqualTo(feed);
        String xml = server.get(path(made.json().getString("feedUrl")), null).text();
        assertThat(xml)
                .contains("<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>")
                .contains("<podcast:person role=\"guest\">Bob</podcast:person>")
                .contains("<podcast:locked owner=\"ann@example.org\">yes</podcast:locked>");
        for (JsonObject wrong : List.of(
                new JsonObject().put("email", "nobody"),
                new JsonObject().put("guid", "1"),
                new JsonObject().put("link", "javascript:alert(1)"),
                new JsonObject().put("people", new JsonArray().add(new JsonObject().put("name", " "))),
                new JsonObject()
                        .put(
                                "people",
                                new JsonArray()
                                        .add(new JsonObject().put("name", "A").put("href", "x"))))) {
            assertThat(server.post(
                                    "/api/agents",
                                    ann,
                                    new JsonObject().put("name", "Wrong").put("feed", wrong))
                            .status())
                    .as(wrong.encode())
                    .isEqualTo(400);
        }
    }

    @Test
    void artworkGetsAnotherAddressWhenItIsReplaced() throws Exception {
        JsonObject agent = agent("Artwork", false);
        episode(agent, "First");
        String put = "/api/agents/" + agent.getString("id") + "/artwork";
        server.send("PUT", put, ann, BodyPublishers.ofByteArray(Pictures.png(1_400, 1_400)));
        String before = artwork(agent);
        server.send("PUT", put, ann, BodyPublishers.ofByteArray(Pictures.png(1_500, 1_500)));
        String after = artwork(agent);

        assertThat(after).isNotEqualTo(before);
        assertThat(server.get(path(after), null).header("content-type")).isEqualTo("image/png");
        assertThat(status("/media/agents/artwork/artwork-zzz.png")).isEqualTo(404);
    }

    @Test
    void hubsStateIsToldAndTheWebUiHasItsPages() {
        JsonObject agent = agent("Hub", false);
        JsonObject state = server.get("/api/agents/" + agent.getString("id") + "/feed", ann)
                .json();

        assertThat(state.getJsonObject("hub").getString("url")).isEqualTo("https://hub.example.org/");
        assertThat(state.getJsonObject("hub").getBoolean("upToDate")).isFalse();
        assertThat(server.post("/api/agents/" + agent.getString("id") + "/feed/ping", ann, null)
                        .json()
                        .getJsonObject("hub")
                        .getString("nextAt"))
                .isNotNull();
        assertThat(server.get("/feeds/0192f1aa-0000-7000-8000-000000000001", null, "accept", "text/html")
                        .status())
                .isEqualTo(200);
    }

    private static String artwork(JsonObject agent) throws Exception {
        return rome(server.get(path(agent.getString("feedUrl")), null))
                .getImage()
                .getUrl();
    }

    private static Socket download(JsonObject token) throws Exception {
        String media = path(rome(server.get(path(token.getString("url")), null))
                .getEntries()
                .get(0)
                .getEnclosures()
                .get(0)
                .getUrl());
        Socket socket = new Socket();
        // Little room, so that the server cannot have sent all of it already.
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", server.port));
        socket.getOutputStream()
                .write(("GET " + media + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 200 OK");
        return socket;
    }

    /** How many bytes still come. */
    private static long rest(Socket socket) throws Exception {
        socket.setSoTimeout(20_000);
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[64 * 1024];
        long bytes = 0;
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
        } catch (SocketException reset) {
            return bytes;
        }
        return bytes;
    }

    private static List<String> titles(String path) throws Exception {
        return rome(server.get(path, null)).getEntries().stream()
                .map(SyndEntry::getTitle)
                .toList();
    }

    private static SyndFeed rome(Reply reply) throws Exception {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return new SyndFeedInput().build(new XmlReader(new ByteArrayInputStream(reply.bytes())));
    }

    private static int status(String path, String... headers) {
        return server.get(path, null, headers).status();
    }

    private static String path(String url) {
        return URI.create(url).getPath();
    }

    /** Of a feed's private address. */
    private static String token(String url) {
        return url.replaceFirst(".*/private/", "").replaceFirst("\\.xml$", "");
    }

    /** Makes all changes as old as it takes to tell them by a time in seconds. */
    private static void settle() {
        server.pool
                .query("update feed_states set changed_at = now() - interval '1 minute'")
                .execute()
                .await();
    }

    private static JsonObject agent(String name, boolean hidden) {
        Reply made = server.post(
                "/api/agents", ann, new JsonObject().put("name", name).put("privateFeed", hidden));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json();
    }

    /** A published episode with a recording in storage. */
    private static UUID episode(JsonObject agent, String title) throws Exception {
        UUID id = Ids.next();
        UUID job = UUID.fromString(server.post(
                        "/api/jobs",
                        ann,
                        new JsonObject().put("transcript", "Words.").put("agentId", agent.getString("id")))
                .json()
                .getString("id"));
        Path recording = server.dataDir.resolve("media/recording.mp3");
        if (!Files.exists(recording)) {
            Files.createDirectories(recording.getParent());
            Files.write(recording, new byte[RECORDING]);
        }
        JsonObject audio = new JsonObject()
                .put("name", "audio.mp3")
                .put("kind", "audio")
                .put("storageKey", "recording.mp3")
                .put("contentType", "audio/mpeg")
                .put("bytes", RECORDING);
        server.pool
                .preparedQuery("""
                        insert into episodes (id, owner_id, agent_id, job_id, title, description, audio, duration_seconds,
                          reason, published, published_at)
                        values ($1, $2, $3, $4, $5, 'About it', $6, 60, '', true, now())
                        """)
                .execute(Tuple.of(id, ann.id(), UUID.fromString(agent.getString("id")), job, title, audio))
                .await();
        return id;
    }
}
