package dev.reelcast.media;

import dev.reelcast.media.MediaException.Kind;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The way to one service that the operator configured: its base URL and key. Blocking; thread-safe. */
public interface ServiceTransport {

    /**
     * @param status HTTP status, any
     * @param body as text, whatever its type
     */
    record Answer(int status, String body) {

        /**
         * The body of a success.
         *
         * @param service what people call the service, as {@code The speech-to-text service}
         * @throws MediaException {@link Kind#SERVICE_DOWN} when the status says that another time it may answer (408, 425, 429,
         *     5xx), else {@link Kind#REFUSED}
         */
        public String orFail(String service) {
            requireSuccess(status, service);
            return body;
        }

        private static void requireSuccess(int status, String service) {
            if (status < 200 || status >= 300) {
                boolean later = status == 408 || status == 425 || status == 429 || status >= 500;
                throw new MediaException(
                        later ? Kind.SERVICE_DOWN : Kind.REFUSED,
                        service + " " + meaning(status) + " (HTTP " + status + ").");
            }
        }

        private static String meaning(int status) {
            return switch (status) {
                case 401, 403 -> "does not accept the configured key";
                case 404, 405 -> "has no such model or address";
                case 413 -> "does not take so much at once";
                case 408, 429 -> "is busy";
                default -> status >= 500 ? "is not working" : "refuses the request";
            };
        }
    }

    /**
     * @param status HTTP status, any
     * @param body as it came, at most 32 MiB
     */
    record Bytes(int status, byte[] body) {

        /** As {@link Answer#orFail}. */
        public byte[] orFail(String service) {
            Answer.requireSuccess(status, service);
            return body;
        }
    }

    /**
     * A field of a form.
     *
     * @param name may stand more than once in a form
     */
    record Field(String name, String value) {}

    /**
     * Posts JSON.
     *
     * @param path under the base URL, as {@code /v1/chat/completions}
     * @param limit for all of it
     * @throws MediaException {@link Kind#FAILED} or {@link Kind#TIMEOUT} when there is no answer
     * @throws CancelledException when cancelled
     */
    Answer postJson(String path, JsonObject body, Duration limit, Cancellation cancellation);

    /** As {@link #postJson}, for an answer that is no text. */
    Bytes postForBytes(String path, JsonObject body, Duration limit, Cancellation cancellation);

    /**
     * Posts a form ({@code multipart/form-data}, RFC 7578) with a file in its field {@code file}.
     *
     * @param path under the base URL
     * @param limit for all of it
     * @throws MediaException {@link Kind#FAILED} or {@link Kind#TIMEOUT} when there is no answer
     * @throws CancelledException when cancelled
     */
    Answer postForm(
            String path, List<Field> fields, Path file, String contentType, Duration limit, Cancellation cancellation);
}
