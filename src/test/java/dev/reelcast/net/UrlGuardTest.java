package dev.reelcast.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlGuardTest {

    private final UrlGuard guard = new UrlGuard(false, UrlGuardTest::names);

    /** A name service of four names. */
    private static InetAddress[] names(String host) throws UnknownHostException {
        Map<String, String[]> known = Map.of(
                "public.example", new String[] {"93.184.216.34"},
                "mixed.example", new String[] {"93.184.216.34", "10.0.0.7"},
                "inside.example", new String[] {"192.168.1.1"},
                "six.example", new String[] {"2606:2800:220:1:248:1893:25c8:1946"});
        String[] found = known.get(host);
        if (found == null) {
            throw new UnknownHostException("no such name");
        }
        InetAddress[] addresses = new InetAddress[found.length];
        for (int i = 0; i < found.length; i++) {
            addresses[i] = InetAddress.getByName(found[i]);
        }
        return addresses;
    }

    private Refused refusal(String url) {
        Refused refused = catchThrowableOfType(Refused.class, () -> guard.target(guard.inspect(url)));
        assertThat(refused).as("refusal of %s", url).isNotNull();
        return refused;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--exec=touch /x",
                "-o/etc/x",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "data:text/html,hello",
                "ftp://public.example/a",
                "ytsearch:foo",
                "ytdl:abc",
                "https:public.example",
                "https://",
                "https:///path",
                "https://youtube.com@public.example/",
                "https://user:secret@public.example/",
                "https://public.example:0/",
                "https://public.example:65536/",
                "https://public.example:8o80/",
                "https://public.example:80:80/",
                "https://pub lic.example/",
                "https://public.example/a b",
                "https://public.example/\r\nX: y",
                "https://public.example/\t",
                "https://public.example/\u0000",
                "https://public.example/\u200ffdp.exe",
                "https://public.example/\u202efdp.exe",
                "https://public.example/\ufeff",
                "https://public.example\\@inside.example/",
                "https://public.example/\ud800",
                "https://pub%6cic.example/",
                "https://-public.example/",
                "https://public..example/",
                "https://[fe80::1%25eth0]/",
                "https://[::1/",
                "https://::1/",
                "https://256.1.1.1/",
                "https://1.2.3.4.5/",
                "https://99999999999/",
                "https://0x7g.1/",
                "https://09.1.1.1/"
            })
    void refusesWhatIsNoPlainUrl(String url) {
        assertThat(refusal(url).reason()).isEqualTo(Refused.Reason.INVALID_URL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.1/",
                "http://127.0.1:8080/x",
                "http://2130706433/",
                "http://017700000001/",
                "http://0x7f.1/",
                "http://0x7f000001/",
                "http://0177.0.0.0x1/",
                "http://127.0.0.1./",
                "http://１２７.0.0.1/",
                "http://127。0。0。1/",
                "http://0/",
                "http://0.0.0.0/",
                "http://10.0.0.1/",
                "http://100.64.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.0.0.8/",
                "http://192.0.2.1/",
                "http://192.88.99.1/",
                "http://192.168.0.1/",
                "http://198.18.0.1/",
                "http://198.19.255.255/",
                "http://198.51.100.1/",
                "http://203.0.113.1/",
                "http://224.0.0.1/",
                "http://240.0.0.1/",
                "http://255.255.255.255/",
                "http://[::]/",
                "http://[::1]/",
                "http://[::127.0.0.1]/",
                "http://[::ffff:169.254.169.254]/",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[64:ff9b::10.0.0.1]/",
                "http://[64:ff9b:1::1]/",
                "http://[100::1]/",
                "http://[2001::1]/",
                "http://[2001:db8::1]/",
                "http://[2002:7f00:1::]/",
                "http://[3fff::1]/",
                "http://[fc00::1]/",
                "http://[fd12:3456::1]/",
                "http://[fe80::1]/",
                "http://[fec0::1]/",
                "http://[ff02::1]/",
                "http://localhost/",
                "http://LOCALHOST:3000/",
                "http://localhost./",
                "http://printer.localhost/",
            })
    void refusesPrivateAddressesInAnySpellingWithoutAskingTheNetwork(String url) {
        assertThatThrownBy(() -> guard.inspect(url))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refused.Reason.PRIVATE_ADDRESS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://inside.example/", "http://mixed.example/", "http://INSIDE.example./"})
    void refusesNamesWithAnyPrivateAddress(String url) {
        assertThat(refusal(url).reason()).isEqualTo(Refused.Reason.PRIVATE_ADDRESS);
    }

    @Test
    void tellsAnUnknownHostApart() {
        assertThat(refusal("https://youtube.com.evil/").reason()).isEqualTo(Refused.Reason.UNKNOWN_HOST);
        assertThat(Refused.Reason.UNKNOWN_HOST.word()).isEqualTo("unknown_host");
    }

    @Test
    void refusesLongUrlsAndNeverRepeatsThem() {
        assertThat(refusal("https://public.example/" + "a".repeat(64 * 1024))).hasMessageNotContaining("aaaa");
        assertThat(refusal("https://user:secret@public.example/")).hasMessageNotContaining("secret");
        assertThat(refusal("http://inside.example/")).hasMessageNotContaining("inside");
    }

    @Test
    void givesTheCheckedAddresses() throws Exception {
        UrlGuard.Target target = guard.target(guard.inspect("https://Public.Example/a?b=c#d"));

        assertThat(target.url()).hasToString("https://public.example/a?b=c");
        assertThat(target.addresses()).containsExactly(InetAddress.getByName("93.184.216.34"));
        assertThat(guard.target(guard.inspect("https://six.example/")).addresses())
                .hasSize(1);
        assertThat(guard.target(guard.inspect("https://[64:ff9b::5db8:d822]/")).addresses())
                .hasSize(1);
        assertThat(guard.target(guard.inspect("https://8.8.8.8/")).addresses()).hasSize(1);
    }

    @Test
    void allowsPrivateAddressesWhenConfiguredAndNothingElse() {
        UrlGuard open = new UrlGuard(true, UrlGuardTest::names);

        assertThat(open.target(open.inspect("http://127.1:8080/")).url()).hasToString("http://127.0.0.1:8080/");
        assertThat(open.target(open.inspect("http://inside.example/")).addresses())
                .hasSize(1);
        assertThatThrownBy(() -> open.inspect("file:///etc/passwd")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> open.inspect("http://a@127.0.0.1/")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://Example.COM:80, http://example.com/",
        "https://example.com:443/#top, https://example.com/",
        "https://example.com:444/, https://example.com:444/",
        "https://example.com?x=1, https://example.com/?x=1",
        "https://bücher.example/é?q=ü&r=%20%zz, https://xn--bcher-kva.example/%C3%A9?q=%C3%BC&r=%20%25zz",
        "https://example.com/a/./b/../c//d/.., https://example.com/a/c//",
        "https://[2606:2800:220:1::1]:8443/, https://[2606:2800:220:1:0:0:0:1]:8443/",
        "'https://example.com/<a>\"|{}^`', https://example.com/%3Ca%3E%22%7C%7B%7D%5E%60",
    })
    void spellsAUrlInOneWay(String given, String expected) {
        assertThat(WebUrl.parse(given)).hasToString(expected);
        assertThat(WebUrl.parse(expected)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example/x, https://other.example/x",
        "//other.example/x, https://other.example/x",
        "/x?y, https://example.com:444/x?y",
        "x, https://example.com:444/a/x",
        "../x, https://example.com:444/x",
        "?z, https://example.com:444/a/b?z",
        "#z, https://example.com:444/a/b?c",
    })
    void resolvesReferences(String reference, String expected) {
        assertThat(WebUrl.parse("https://example.com:444/a/b?c").resolve(reference))
                .hasToString(expected);
    }

    @Test
    void refusesAReferenceOutOfTheWeb() {
        assertThatThrownBy(() -> WebUrl.parse("https://example.com/").resolve("file:///etc/passwd"))
                .isInstanceOf(Refused.class);
    }
}
