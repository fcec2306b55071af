package dev.reelcast.http;

import dev.reelcast.bus.AgentStoreApi;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.model.Agent;
import dev.reelcast.model.FeedData;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobType;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.Priority;
import dev.reelcast.model.PublishRule;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.VideoFilters;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A first result for somebody who has nothing at hand: the recording that came with the server, and its captions. */
final class SampleRoutes {

    private static final AgentStoreApi.Settings SETTINGS = new AgentStoreApi.Settings(
            "Sample",
            null,
            null,
            null,
            List.of(),
            0,
            0,
            VideoFilters.NONE,
            PublishRule.AUTO,
            OutputFormat.MP3,
            FeedData.EMPTY,
            false);

    private final Bus bus;
    private final Shelf shelf;
    private final Incoming incoming;

    SampleRoutes(Bus bus, Shelf shelf, Incoming incoming) {
        this.bus = bus;
        this.shelf = shelf;
        this.incoming = incoming;
    }

    void addTo(Endpoints endpoints) {
        endpoints.on("sample", this::run);
    }

    private Future<Answer> run(Call call) {
        UUID id = Ids.next();
        return bus.request(AgentStoreApi.FIND_OR_CREATE, new AgentStoreApi.NewAgent(call.viewer(), SETTINGS))
                .compose(agent -> stored(id, "sample.mp3", "source.mp3", "source", "audio/mpeg")
                        .compose(source -> stored(id, "sample.vtt", "captions.vtt", "captions", "text/vtt")
                                .compose(captions -> enqueue(call, id, agent, List.of(source, captions)))))
                .onFailure(refused -> shelf.forgetJob(id))
                .map(SubmitRoutes::enqueued);
    }

    private Future<StoredFile> stored(UUID id, String resource, String name, String kind, String contentType) {
        Path waiting = incoming.fresh();
        return shelf.copyResource("/sample/" + resource, waiting)
                .compose(copied -> shelf.ofJob(id, name, kind, contentType, waiting))
                .onFailure(failed -> incoming.discard(waiting));
    }

    private Future<JobStoreApi.Enqueued> enqueue(Call call, UUID id, Agent agent, List<StoredFile> files) {
        Submission submission = new Submission(agent.id(), "Sample recording", Priority.NORMAL, null);
        return bus.request(
                JobStoreApi.ENQUEUE,
                submission.job(id, call.user().id(), JobType.UPLOAD, null, null, null, null, files));
    }
}
