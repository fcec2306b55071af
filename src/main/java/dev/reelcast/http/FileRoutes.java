package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.EpisodeStoreApi;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.model.Episode;
import dev.reelcast.model.StoredFile;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** The files of jobs and episodes, for those they belong to. */
final class FileRoutes {

    private final Bus bus;
    private final Download download;

    FileRoutes(Bus bus, Download download) {
        this.bus = bus;
        this.download = download;
    }

    void addTo(Endpoints endpoints) {
        endpoints.on("jobFile", this::jobFile).on("episodeFile", this::episodeFile);
    }

    private Future<Answer> jobFile(Call call) {
        String name = call.text("name");
        return bus.request(
                        JobStoreApi.FILE,
                        new JobStoreApi.OneFile(call.viewer(), call.id("jobId", "job"), name == null ? "" : name))
                .map(file -> download.of(file, Download.PRIVATE));
    }

    private Future<Answer> episodeFile(Call call) {
        return bus.request(
                        EpisodeStoreApi.FIND,
                        new EpisodeStoreApi.OneEpisode(call.viewer(), call.id("episodeId", "episode")))
                .map(episode -> {
                    StoredFile file = file(episode, call.text("name"));
                    if (file == null) {
                        throw Failure.notFound("file");
                    }
                    return download.of(file, Download.PRIVATE);
                });
    }

    private static @Nullable StoredFile file(Episode episode, @Nullable String name) {
        return switch (name == null ? "" : name) {
            case "audio" -> episode.audio();
            case "video" -> episode.video();
            case "cover" -> episode.cover();
            case "transcript" -> episode.transcript();
            default -> null;
        };
    }
}
