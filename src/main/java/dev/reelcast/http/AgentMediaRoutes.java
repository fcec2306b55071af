package dev.reelcast.http;

import dev.reelcast.bus.AgentStoreApi;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.Agent;
import dev.reelcast.model.ArtworkRule;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Picture;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent's own intro, outro and artwork. */
final class AgentMediaRoutes {

    private static final long AUDIO_LIMIT = 200L << 20;
    private static final long PICTURE_LIMIT = 10L << 20;

    private final Bus bus;
    private final Download download;
    private final Shelf shelf;
    private final Incoming incoming;
    private final Links links;

    AgentMediaRoutes(Bus bus, Download download, Shelf shelf, Incoming incoming, Links links) {
        this.bus = bus;
        this.download = download;
        this.shelf = shelf;
        this.incoming = incoming;
        this.links = links;
    }

    void addTo(Endpoints endpoints) {
        endpoints.on("getAgentMedia", this::get).on("setAgentMedia", this::set).on("deleteAgentMedia", this::delete);
    }

    private Future<Answer> get(Call call) {
        return find(call).map(agent -> {
            StoredFile file =
                    switch (slot(call)) {
                        case INTRO -> agent.intro();
                        case OUTRO -> agent.outro();
                        case ARTWORK -> agent.artwork();
                    };
            if (file == null) {
                throw Failure.notFound("file");
            }
            return download.of(file, Download.PRIVATE);
        });
    }

    private Future<Answer> set(Call call) {
        AgentStoreApi.MediaSlot slot = slot(call);
        boolean picture = slot == AgentStoreApi.MediaSlot.ARTWORK;
        // Whose agent it is comes first: a stranger's bytes are not even read.
        return find(call)
                .onFailure(refused -> Bodies.closeAfterwardsWhenBodyWaits(call.context()))
                .compose(
                        agent -> new FileReader(call.context(), incoming, picture ? PICTURE_LIMIT : AUDIO_LIMIT).read())
                .compose(file -> store(call, slot, file).onFailure(refused -> incoming.discard(file)))
                .compose(replaced -> find(call))
                .map(agent -> Answer.withFiles(200, links.json(agent)));
    }

    private Future<Void> store(Call call, AgentStoreApi.MediaSlot slot, Path file) {
        String word = Wire.word(slot);
        boolean picture = slot == AgentStoreApi.MediaSlot.ARTWORK;
        Future<MediaTypes.Kind> looked = picture
                ? shelf.bytes(file).map(AgentMediaRoutes::artwork)
                : shelf.head(file).map(AgentMediaRoutes::audio);
        return looked.compose(kind -> {
                    String key = "agents/" + agentId(call) + "/" + word + "/" + Ids.next() + "." + kind.extension();
                    return shelf.put(key, word + "." + kind.extension(), word, kind.contentType(), file);
                })
                .compose(stored -> change(call, slot, stored).onFailure(refused -> shelf.forget(stored)));
    }

    private Future<Answer> delete(Call call) {
        return change(call, slot(call), null).map(done -> Answer.none());
    }

    private Future<Void> change(Call call, AgentStoreApi.MediaSlot slot, @Nullable StoredFile file) {
        return bus.request(
                        AgentStoreApi.SET_MEDIA, new AgentStoreApi.SetMedia(call.viewer(), agentId(call), slot, file))
                .compose(replaced -> replaced == null ? Future.succeededFuture() : shelf.forget(replaced));
    }

    private static MediaTypes.Kind audio(byte[] head) {
        MediaTypes.Kind kind = MediaTypes.audio(head);
        if (kind == null) {
            throw Failure.of(FailureKind.UNSUPPORTED, "This must be an MP3, M4A, WAV, Ogg or FLAC recording.");
        }
        return kind;
    }

    /** What directories would refuse is refused here, where somebody can still choose another picture. */
    private static MediaTypes.Kind artwork(byte[] file) {
        MediaTypes.Kind kind = MediaTypes.picture(file);
        Picture picture = Picture.read(file).orElse(null);
        if (kind == null || picture == null) {
            throw Failure.of(FailureKind.UNSUPPORTED, "Artwork must be a JPEG or PNG picture.");
        }
        ArtworkRule.broken(picture).ifPresent(why -> {
            throw Failure.of(FailureKind.UNPROCESSABLE, "artwork_unsuitable", why);
        });
        return kind;
    }

    private Future<Agent> find(Call call) {
        return bus.request(AgentStoreApi.FIND, new AgentStoreApi.OneAgent(call.viewer(), agentId(call)));
    }

    private static UUID agentId(Call call) {
        return call.id("agentId", "agent");
    }

    private static AgentStoreApi.MediaSlot slot(Call call) {
        AgentStoreApi.MediaSlot slot = call.word(AgentStoreApi.MediaSlot.class, "slot");
        if (slot == null) {
            throw Failure.notFound("file");
        }
        return slot;
    }
}
