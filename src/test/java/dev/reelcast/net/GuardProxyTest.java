package dev.reelcast.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GuardProxyTest {

    private final Vertx vertx = Vertx.vertx();
    private final TestSite site = new TestSite(vertx);
    private final AtomicInteger lookUps = new AtomicInteger();

    /** 127.0.0.1 counts as public; the name inside.example leads to another address of this machine. */
    private final UrlGuard guard =
            new UrlGuard(address -> address.getHostAddress().equals("127.0.0.1"), host -> {
                lookUps.incrementAndGet();
                String address = host.equals("inside.example") ? "127.0.0.2" : "127.0.0.1";
                return new InetAddress[] {InetAddress.getByName(address)};
            });

    private final GuardProxy proxy = GuardProxy.start(vertx, guard).await();
    private final ProxyPass pass = proxy.open(1 << 20);

    @AfterEach
    void close() {
        proxy.close().await();
        vertx.close().await();
    }

    /** One connection to the proxy: writes the request, reads until the proxy closes. */
    private String say(String... lines) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", proxy.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text(lines).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String text(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private String credentials() {
        return credentials(pass);
    }

    private static String credentials(ProxyPass pass) {
        String userInfo = pass.proxyUrl().replaceAll("http://(.*)@.*", "$1");
        return "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.US_ASCII));
    }

    private String get(String url) throws IOException {
        return say("GET " + url + " HTTP/1.1", "Host: spoofed.example", credentials(), "Connection: close");
    }

    @Test
    void takesARequestToTheCheckedAddressWithoutItsCredentials() throws IOException {
        site.page(
                "/page",
                request -> request.response()
                        .putHeader("x-seen", request.authority() + " " + request.getHeader("proxy-authorization"))
                        .end("hello " + request.query()));

        String answer = get("http://public.example:" + site.port() + "/page?a=b");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .endsWith("hello a=b")
                .contains("x-seen: public.example:" + site.port() + " null");
        assertThat(lookUps).hasValue(1);
        assertThat(pass.refusal()).isEmpty();
        assertThat(pass.bytes()).isEqualTo(9);
    }

    @Test
    void refusesPrivateAddressesAndRemembersWhy() throws IOException {
        for (String url : new String[] {
            "http://inside.example/",
            "http://10.0.0.1/",
            "http://169.254.169.254/latest",
            "http://[::1]/",
            "http://127.0.0.2/"
        }) {
            assertThat(get(url)).startsWith("HTTP/1.1 403 private address").doesNotContain(url);
            assertThat(pass.refusal())
                    .hasValueSatisfying(
                            refused -> assertThat(refused.reason()).isEqualTo(Refused.Reason.PRIVATE_ADDRESS));
        }
        assertThat(get("ftp://public.example/")).startsWith("HTTP/1.1 403");
        assertThat(get("/relative")).startsWith("HTTP/1.1 403");
        assertThat(proxy.open(1).refusal()).isEmpty();
    }

    @Test
    void refusesATunnelToTheInside() throws IOException {
        for (String authority : new String[] {"inside.example:443", "10.0.0.1:22", "[::1]:443", "2130706434:80"}) {
            assertThat(say("CONNECT " + authority + " HTTP/1.1", "Host: " + authority, credentials()))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void tunnelsToTheOutside() throws IOException {
        site.page("/secure", request -> request.response().end("through"));
        String authority = "public.example:" + site.port();
        try (Socket socket = new Socket("127.0.0.1", proxy.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(text("CONNECT " + authority + " HTTP/1.1", "Host: " + authority, credentials())
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            socket.getOutputStream()
                    .write(text("GET /secure HTTP/1.1", "Host: x", "Connection: close")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(head).startsWith("HTTP/1.1 200");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("through");
        }
    }

    @Test
    void isForNobodyWithoutItsPass() throws IOException {
        String url = "http://public.example:" + site.port() + "/";

        assertThat(say("GET " + url + " HTTP/1.1", "Host: x"))
                .startsWith("HTTP/1.1 407")
                .contains("Basic");
        assertThat(say("GET " + url + " HTTP/1.1", "Host: x", "Proxy-Authorization: Basic eDp5"))
                .startsWith("HTTP/1.1 407");
        assertThat(say("CONNECT public.example:443 HTTP/1.1", "Host: x")).startsWith("HTTP/1.1 407");
        pass.close();
        assertThat(get(url)).startsWith("HTTP/1.1 407");
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void handsABodyOn() throws IOException {
        site.page(
                "/post",
                request -> request.body()
                        .onSuccess(body -> request.response().setStatusCode(201).end(request.method() + " " + body)));

        String answer = say(
                "POST http://public.example:" + site.port() + "/post HTTP/1.1",
                "Host: x",
                credentials(),
                "Connection: close",
                "Content-Length: 4",
                "",
                "body");

        assertThat(answer).startsWith("HTTP/1.1 201").contains("POST body");
    }

    @Test
    void handsOnRedirectsAndEmptyAnswersAsTheyAre() throws IOException {
        site.redirect("/away", "http://10.0.0.1/")
                .page("/same", request -> request.response().setStatusCode(304).end());

        assertThat(get(site.url("/away"))).startsWith("HTTP/1.1 302").contains("location: http://10.0.0.1/");
        assertThat(get(site.url("/same"))).startsWith("HTTP/1.1 304").doesNotContain("chunked");
    }

    @Test
    void cutsOffWhatTakesInTooMuch() throws IOException {
        site.page("/huge", request -> request.response().end(Buffer.buffer(new byte[3 << 20])));

        String answer = get(site.url("/huge"));

        assertThat(answer.length()).isLessThan(2 << 20);
        assertThat(pass.spent()).isTrue();
    }

    @Test
    void hangsUpOutsideWhenTheProgramIsGone() {
        site.page("/endless", request -> request.response().setChunked(true).write("begun"));
        ProxyPass brief = proxy.open(1 << 20);
        Thread program = new Thread(() -> {
            try {
                say("GET " + site.url("/endless") + " HTTP/1.1", "Host: x", credentials(brief));
            } catch (IOException expected) {
                assertThat(expected).isNotNull();
            }
        });
        program.start();
        await().until(() -> site.asked().contains("/endless"));

        brief.close();

        await().untilAsserted(() -> assertThat(site.brokenOff()).contains("/endless"));
        await().until(() -> !program.isAlive());
    }

    @Test
    void saysWhenTheOutsideCannotBeReached() throws IOException {
        int nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = taken.getLocalPort();
        }

        assertThat(get("http://127.0.0.1:" + nobody + "/")).startsWith("HTTP/1.1 502");
        assertThat(pass.refusal()).isEmpty();
    }
}
