package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.bus.RenderApi;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobType;
import dev.reelcast.model.RenderInput;
import dev.reelcast.net.Refused;
import dev.reelcast.net.UrlGuard;
import dev.reelcast.net.VideoUrl;
import dev.reelcast.net.WebUrl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Submitting a URL, a transcript or a text to be made a video of as JSON. Files come by {@link UploadRoutes}. */
final class SubmitRoutes {

    private final Vertx vertx;
    private final Bus bus;
    private final UrlGuard guard;
    private final Shelf shelf;
    private final Incoming incoming;

    SubmitRoutes(Vertx vertx, Bus bus, UrlGuard guard, Shelf shelf, Incoming incoming) {
        this.vertx = vertx;
        this.bus = bus;
        this.guard = guard;
        this.shelf = shelf;
        this.incoming = incoming;
    }

    void addTo(Endpoints endpoints) {
        endpoints.on("submitJob", this::submit);
    }

    /** A job that was put into the queue, or was there. */
    static Answer enqueued(JobStoreApi.Enqueued enqueued) {
        return context -> {
            context.response()
                    .putHeader("location", "/api/jobs/" + enqueued.job().id());
            return Answer.json(enqueued.existing() ? 200 : 201, enqueued.job()).send(context);
        };
    }

    private Future<Answer> submit(Call call) {
        JsonObject body = call.body();
        String url = body.getString("url");
        String transcript = body.getString("transcript");
        Submission submission = Submission.of(
                body.getString("agentId"),
                body.getString("title"),
                body.getString("priority"),
                body.getString("deadline"));
        JsonObject render = body.getJsonObject("render");
        if (Stream.of(url, transcript, render).filter(Objects::nonNull).count() > 1) {
            throw new Invalid(
                    render == null ? "transcript" : "render", "Send either a url or a transcript, or what to render.");
        }
        if (render != null) {
            return render(call, submission, RenderBody.of(render, submission.title()));
        }
        if (url != null) {
            return url(call, submission, url);
        }
        if (transcript == null || transcript.isBlank()) {
            throw new Invalid(transcript == null ? "url" : "transcript", "Send a url, a transcript or what to render.");
        }
        return transcript(call, submission, transcript);
    }

    private Future<Answer> url(Call call, Submission submission, String text) {
        return checked(text.strip())
                .compose(video -> bus.request(
                        JobStoreApi.ENQUEUE,
                        submission.job(
                                Ids.next(),
                                call.user().id(),
                                JobType.YOUTUBE,
                                video.url(),
                                video.key(),
                                video.host(),
                                null,
                                List.of())))
                .map(SubmitRoutes::enqueued);
    }

    /** What the URL names, once it is sure that it leads outside. */
    private Future<VideoUrl> checked(String text) {
        VideoUrl video;
        try {
            video = VideoUrl.parse(text);
            guard.inspect(video.url());
        } catch (Refused refused) {
            return Future.failedFuture(refusal(refused));
        }
        if (video.youtubeId() != null) {
            return Future.succeededFuture(video);
        }
        return vertx.executeBlocking(() -> guard.target(WebUrl.parse(video.url())), false)
                .transform(target -> target.succeeded() || mayPass(target.cause())
                        ? Future.succeededFuture(video)
                        : Future.failedFuture(
                                target.cause() instanceof Refused refused ? refusal(refused) : target.cause()));
    }

    /** A host that cannot be found now may be found when the job runs. */
    private static boolean mayPass(Throwable cause) {
        return cause instanceof Refused refused && refused.reason() == Refused.Reason.UNKNOWN_HOST;
    }

    private static RuntimeException refusal(Refused refused) {
        String sentence = String.valueOf(refused.getMessage());
        return refused.reason() == Refused.Reason.NOT_A_VIDEO
                ? Failure.of(FailureKind.UNPROCESSABLE, refused.reason().word(), sentence)
                : new Invalid("url", refused.reason().word(), sentence);
    }

    private Future<Answer> render(Call call, Submission submission, RenderInput input) {
        return bus.request(RenderApi.CHECK, input)
                .compose(checked -> bus.request(
                        JobStoreApi.ENQUEUE,
                        submission.render(Ids.next(), call.user().id(), checked)))
                .map(SubmitRoutes::enqueued);
    }

    private Future<Answer> transcript(Call call, Submission submission, String text) {
        UUID id = Ids.next();
        MediaTypes.Kind kind = MediaTypes.text(text);
        Path waiting = incoming.fresh();
        return shelf.write(waiting, text)
                .compose(written ->
                        shelf.ofJob(id, "given." + kind.extension(), "given_transcript", kind.contentType(), waiting))
                .onFailure(failed -> incoming.discard(waiting))
                .compose(file -> bus.request(
                        JobStoreApi.ENQUEUE,
                        submission.job(
                                id,
                                call.user().id(),
                                JobType.TRANSCRIPT,
                                null,
                                null,
                                null,
                                Titles.ofTranscript(text),
                                List.of(file))))
                .onFailure(refused -> shelf.forgetJob(id))
                .map(SubmitRoutes::enqueued);
    }
}
