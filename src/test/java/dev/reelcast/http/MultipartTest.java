package dev.reelcast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {

    private static final String FORM = "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nA \u00e4 title\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a \\\"b\\\" %22c.mp3\"\r\n"
            + "Content-Type: audio/mpeg\r\n\r\none\r\n--anot\r\n--\r\r\n\r\n--b\r\n"
            + "content-disposition: form-data; name=empty\r\n\r\n\r\n--b--\r\nafterwards";

    private final Recorder recorder = new Recorder();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 16, 64, 10_000})
    void readsTheSameHoweverTheBytesAreCut(int size) {
        Multipart form = new Multipart("b", recorder);
        byte[] bytes = FORM.getBytes(StandardCharsets.UTF_8);

        for (int from = 0; from < bytes.length; from += size) {
            form.feed(Buffer.buffer(java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size))));
        }
        form.finish();

        assertThat(recorder.parts)
                .containsExactly(
                        "title null: A \u00e4 title",
                        "file a \"b\" \"c.mp3: one\r\n--anot\r\n--\r\r\n",
                        "empty null: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--b",
                "--b\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nunfinished",
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b",
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b\r\n",
                "--c\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--c--\r\n",
                "--bx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n",
                "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
                "--b\r\n\r\nx\r\n--b--\r\n"
            })
    void refusesWhatIsNotAWholeForm(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(Invalid.class);
    }

    @Test
    void refusesAHeaderWithoutEnd() {
        String header = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nX: " + "y".repeat(100_000);

        assertThatThrownBy(() -> read(header)).isInstanceOf(Invalid.class);
    }

    @Test
    void refusesMoreFieldsThanAnyFormHas() {
        String part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n";

        assertThatThrownBy(() -> read(part.repeat(1_000) + "--b--")).isInstanceOf(Invalid.class);
    }

    @Test
    void findsTheBoundary() {
        assertThat(Multipart.boundary("multipart/form-data; boundary=abc")).isEqualTo("abc");
        assertThat(Multipart.boundary("Multipart/Form-Data; charset=utf-8; boundary=\"a b\""))
                .isEqualTo("a b");
        assertThatThrownBy(() -> Multipart.boundary("multipart/form-data")).isInstanceOf(Invalid.class);
    }

    private void read(String text) {
        Multipart form = new Multipart("b", recorder);
        form.feed(Buffer.buffer(text));
        form.finish();
    }

    private static final class Recorder implements Multipart.Listener {
        private final List<String> parts = new ArrayList<>();
        private String head = "";
        private Buffer body = Buffer.buffer();

        @Override
        public void begin(Multipart.Part part) {
            head = part.name() + " " + part.fileName();
            body = Buffer.buffer();
        }

        @Override
        public void data(Buffer data) {
            body.appendBuffer(data);
        }

        @Override
        public void end() {
            parts.add(head + ": " + body);
        }
    }
}
