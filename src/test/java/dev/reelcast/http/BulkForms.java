package dev.reelcast.http;

import dev.reelcast.http.HttpServerForTest.Person;
import dev.reelcast.http.HttpServerForTest.Reply;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** CSV files as a browser's form sends them. */
final class BulkForms {

    private static final String BOUNDARY = "boundary-5d1f";

    private BulkForms() {}

    /** @param fields name and value in turns, before the file */
    static Reply send(HttpServerForTest server, String path, Person as, BodyPublisher csv, String... fields) {
        List<BodyPublisher> parts = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            parts.add(text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"\r\n\r\n"
                    + fields[i + 1] + "\r\n"));
        }
        parts.add(text("--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"My rows.csv\"\r\n\r\n"));
        parts.add(csv);
        parts.add(text("\r\n--" + BOUNDARY + "--\r\n"));
        return server.send(
                "POST",
                path,
                as,
                BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)),
                "content-type",
                "multipart/form-data; boundary=" + BOUNDARY);
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8));
    }
}
