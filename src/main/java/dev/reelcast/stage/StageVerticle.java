package dev.reelcast.stage;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.JobStoreApi.StageInput;
import dev.reelcast.bus.QueueStoreApi;
import dev.reelcast.bus.QueueStoreApi.Run;
import dev.reelcast.bus.StageApi;
import dev.reelcast.bus.StageApi.RunStage;
import dev.reelcast.media.Cancellation;
import dev.reelcast.model.Outcome;
import dev.reelcast.model.Stage;
import dev.reelcast.storage.MediaStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The base of the stages: opens the work folder, runs the stage beside the event handlers, cleans up, tells what came of it. */
public abstract class StageVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(StageVerticle.class);

    /**
     * What every stage needs.
     *
     * @param bus this node's
     * @param media where files are
     * @param folders where stages work
     */
    public record Base(Bus bus, MediaStore media, WorkFolders folders) {}

    private final Base base;
    private final Stage stage;
    private final Map<Run, Cancellation> running = new HashMap<>();

    StageVerticle(Base base, Stage stage) {
        this.base = base;
        this.stage = stage;
    }

    /**
     * Does the stage's work, blocking.
     *
     * @return what later stages and people read; the files that were stored join it as the checkpoint
     * @throws Exception as {@link Outcomes} knows them
     */
    abstract JsonObject work(StageContext context) throws Exception;

    @Override
    public final Future<?> start() {
        return Future.all(
                base.bus().serve(StageApi.run(stage), this::run),
                base.bus().serve(StageApi.cancel(stage), this::cancel));
    }

    private Future<Outcome> run(RunStage run) {
        Cancellation cancellation = new Cancellation();
        running.put(run.run(), cancellation);
        return base.bus()
                .request(QueueStoreApi.INPUT, run.run())
                .compose(input -> vertx.executeBlocking(() -> runInFolder(run, input, cancellation), false))
                .otherwise(Outcomes::of)
                .onComplete(done -> running.remove(run.run()));
    }

    private Future<Void> cancel(Run run) {
        Cancellation cancellation = running.get(run);
        if (cancellation != null) {
            cancellation.cancel();
        }
        return Future.succeededFuture();
    }

    private Outcome runInFolder(RunStage run, StageInput input, Cancellation cancellation) throws IOException {
        Path folder = base.folders().open(run);
        try {
            StageContext context = new StageContext(base.bus(), base.media(), run, input, folder, cancellation);
            cancellation.throwIfCancelled();
            JsonObject output = work(context);
            cancellation.throwIfCancelled();
            return new Outcome.Done(output, context.stored());
        } catch (Exception e) {
            return Outcomes.of(e);
        } finally {
            clean(run, folder);
        }
    }

    private void clean(RunStage run, Path folder) {
        try {
            base.folders().close(run, folder);
        } catch (IOException e) {
            LOG.warn(
                    "The work folder of job {} is left behind until the next start",
                    run.run().jobId(),
                    e);
        }
    }
}
