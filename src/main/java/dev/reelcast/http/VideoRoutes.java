package dev.reelcast.http;

import dev.reelcast.bus.Address;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.VideoStoreApi;
import dev.reelcast.bus.VideoStoreApi.OneVideo;
import dev.reelcast.bus.VideoStoreApi.Preview;
import dev.reelcast.bus.VideoStoreApi.Previewed;
import dev.reelcast.bus.VideoStoreApi.VideoQuery;
import dev.reelcast.model.Video;
import dev.reelcast.model.VideoStatus;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Videos of an agent's channel: lists, what is decided by hand, and what filters would do. */
final class VideoRoutes {

    private static final Pattern VIDEO_ID = Pattern.compile("[A-Za-z0-9_-]{11}");
    /** How many videos filters are tried on. */
    private static final int TRIED = 50;

    private final Bus bus;

    VideoRoutes(Bus bus) {
        this.bus = bus;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on("agentVideos", this::list)
                .on("processVideo", call -> decide(call, VideoStoreApi.PROCESS))
                .on("ignoreVideo", call -> decide(call, VideoStoreApi.IGNORE))
                .on("previewFilters", this::preview);
    }

    private Future<Answer> list(Call call) {
        Paging paging = Paging.of(call);
        String cursor = call.text("cursor");
        if (cursor != null && paging.page() > 1) {
            throw new Invalid("cursor", "Give either a page or a cursor.");
        }
        VideoQuery query = new VideoQuery(
                call.viewer(),
                agentId(call),
                call.word(VideoStatus.class, "status"),
                words(call),
                paging.limit(),
                paging.offset(),
                cursor == null ? null : VideoCursor.decode(cursor));
        return bus.request(VideoStoreApi.LIST, query).map(found -> {
            JsonObject answer = paging.of(found.total());
            answer.mergeIn(new JsonObject(Wire.text(Map.of("videos", found.videos()))));
            if (found.totalIsLowerBound()) {
                answer.put("totalIsLowerBound", true);
            }
            if (found.next() != null) {
                answer.put("nextCursor", VideoCursor.encode(found.next()));
            }
            return Answer.ok(answer);
        });
    }

    private Future<Answer> decide(Call call, Address<OneVideo, Video> address) {
        String videoId = call.text("videoId");
        if (videoId == null || !VIDEO_ID.matcher(videoId).matches()) {
            throw Failure.notFound("video");
        }
        return bus.request(address, new OneVideo(call.viewer(), agentId(call), videoId))
                .map(Answer::ok);
    }

    private Future<Answer> preview(Call call) {
        Preview preview = new Preview(call.viewer(), agentId(call), FilterSettings.of(call.body(), ""), TRIED);
        return bus.request(VideoStoreApi.PREVIEW, preview)
                .map(videos -> Answer.ok(Map.of(
                        "videos",
                        videos,
                        "total",
                        videos.size(),
                        "leftOut",
                        videos.stream()
                                .map(Previewed::rule)
                                .filter(rule -> rule != null)
                                .count())));
    }

    private static @Nullable String words(Call call) {
        String q = call.text("q");
        return q == null || q.isBlank() ? null : q;
    }

    private static UUID agentId(Call call) {
        return call.id("agentId", "agent");
    }
}
