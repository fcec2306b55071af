package dev.reelcast.media;

import dev.reelcast.media.MediaException.Kind;
import dev.reelcast.net.FetchException;
import dev.reelcast.net.ServiceClient;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A service over the network. */
public final class ConfiguredService implements ServiceTransport {

    private final ServiceClient client;

    public ConfiguredService(ServiceClient client) {
        this.client = client;
    }

    @Override
    public Answer postJson(String path, JsonObject body, Duration limit, Cancellation cancellation) {
        return text(client.postJson(path, body.encode(), limit), cancellation);
    }

    @Override
    public Bytes postForBytes(String path, JsonObject body, Duration limit, Cancellation cancellation) {
        ServiceClient.Answer answer = answer(client.postJson(path, body.encode(), limit), cancellation);
        return new Bytes(answer.status(), answer.bytes());
    }

    @Override
    public Answer postForm(
            String path, List<Field> fields, Path file, String contentType, Duration limit, Cancellation cancellation) {
        List<Map.Entry<String, String>> entries = fields.stream()
                .map(field -> Map.entry(field.name(), field.value()))
                .toList();
        return text(client.postForm(path, entries, file, contentType, limit), cancellation);
    }

    private static Answer text(ServiceClient.Call call, Cancellation cancellation) {
        ServiceClient.Answer answer = answer(call, cancellation);
        return new Answer(answer.status(), answer.body());
    }

    private static ServiceClient.Answer answer(ServiceClient.Call call, Cancellation cancellation) {
        try (Cancellation.Registration registered = cancellation.onCancel(call.stop())) {
            return ServiceClient.await(call);
        } catch (FetchException e) {
            throw switch (e.kind()) {
                case CANCELLED -> new CancelledException();
                case TIMEOUT -> new MediaException(Kind.TIMEOUT, "The configured service took too long to answer.", e);
                default -> new MediaException(Kind.SERVICE_DOWN, "The configured service cannot be reached.", e);
            };
        } catch (InterruptedException e) {
            call.stop().run();
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }
}
