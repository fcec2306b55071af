package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobType;
import dev.reelcast.model.StoredFile;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Submitting a file as a form, of any size up to the configured one, with captions if there are some. */
final class UploadRoutes {

    private static final long CAPTIONS_LIMIT = 20L << 20;
    private static final Set<String> FILES = Set.of("file", "captions");
    private static final Set<String> FIELDS = Set.of("agentId", "title", "priority", "deadline");
    private static final int LONGEST_FIELD = 8 * 1024;

    private final Bus bus;
    private final Sessions sessions;
    private final Shelf shelf;
    private final Incoming incoming;
    private final FormReader.Allowed allowed;

    /** @param limit bytes of one upload */
    UploadRoutes(Bus bus, Sessions sessions, Shelf shelf, Incoming incoming, long limit) {
        this.bus = bus;
        this.sessions = sessions;
        this.shelf = shelf;
        this.incoming = incoming;
        this.allowed = new FormReader.Allowed(FILES, FIELDS, LONGEST_FIELD, limit);
    }

    /** Before the contract's routes: those take {@code POST /jobs} as JSON. */
    void addTo(Router router) {
        router.post("/api/jobs").handler(context -> {
            if (Multipart.isMultipart(context.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
                sessions.signIn(context);
            } else {
                context.next();
            }
        });
        router.post("/api/jobs").handler(context -> {
            if (Multipart.isMultipart(context.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
                receive(context);
            } else {
                context.next();
            }
        });
    }

    private void receive(RoutingContext context) {
        new FormReader(context, incoming, allowed)
                .read()
                .compose(form -> take(context, form)
                        // Nothing of a refused form is left; what was stored has been moved away from here.
                        .onFailure(refused -> form.files().values().forEach(file -> incoming.discard(file.path()))))
                .compose(answer -> answer.send(context))
                .onFailure(context::fail);
    }

    private Future<Answer> take(RoutingContext context, FormReader.Form form) {
        Map<String, String> fields = form.fields();
        Submission submission;
        FormReader.Received media;
        try {
            submission = Submission.of(
                    fields.get("agentId"), fields.get("title"), fields.get("priority"), fields.get("deadline"));
            media = recording(form);
        } catch (RuntimeException wrong) {
            return Future.failedFuture(wrong);
        }
        UUID id = Ids.next();
        return shelf.head(media.path())
                .compose(head -> MediaTypes.certainlyNoMedia(head)
                        ? Future.failedFuture(Failure.of(
                                FailureKind.UNSUPPORTED, "not_media", "The file is not an audio or video recording."))
                        : store(id, media, form.files().get("captions")))
                .compose(files -> bus.request(
                        JobStoreApi.ENQUEUE,
                        submission.job(
                                id,
                                Sessions.user(context).id(),
                                JobType.UPLOAD,
                                null,
                                null,
                                null,
                                Titles.ofFile(media.name()),
                                files)))
                .onFailure(refused -> shelf.forgetJob(id))
                .map(SubmitRoutes::enqueued);
    }

    private static FormReader.Received recording(FormReader.Form form) {
        FormReader.Received media = form.files().get("file");
        if (media == null) {
            throw new Invalid("file", "The form has no file.");
        }
        if (media.bytes() == 0) {
            throw new Invalid("file", "The file is empty.");
        }
        FormReader.Received captions = form.files().get("captions");
        if (captions != null && captions.bytes() > CAPTIONS_LIMIT) {
            throw Bodies.tooLarge(CAPTIONS_LIMIT);
        }
        return media;
    }

    private Future<List<StoredFile>> store(UUID id, FormReader.Received media, FormReader.@Nullable Received given) {
        String extension = MediaTypes.extension(media.name());
        List<StoredFile> files = new ArrayList<>();
        return captions(id, given, files)
                .compose(captions -> shelf.ofJob(
                        id, "source." + extension, "source", MediaTypes.ofExtension(extension), media.path()))
                .map(source -> {
                    files.add(0, source);
                    return files;
                });
    }

    private Future<Void> captions(UUID id, FormReader.@Nullable Received captions, List<StoredFile> files) {
        if (captions == null || captions.bytes() == 0) {
            return Future.succeededFuture();
        }
        return shelf.text(captions.path())
                .recover(notText -> Future.failedFuture(notCaptions()))
                .compose(text -> {
                    MediaTypes.Kind kind = MediaTypes.text(text);
                    return kind.extension().equals("txt")
                            ? Future.failedFuture(notCaptions())
                            : shelf.ofJob(
                                    id,
                                    "captions." + kind.extension(),
                                    "captions",
                                    kind.contentType(),
                                    captions.path());
                })
                .map(file -> {
                    files.add(file);
                    return null;
                });
    }

    private static Invalid notCaptions() {
        return new Invalid("captions", "Captions must be WebVTT or SubRip in UTF-8.");
    }
}
