package dev.reelcast.bus;

import dev.reelcast.model.Outcome;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Wire;
import java.time.Duration;

/** What the queue asks of the stage verticles. */
public final class StageApi {

    private StageApi() {}

    /** Runs a stage; its answer may take as long as the stage's own limit, at most a day. */
    public static Address<RunStage, Outcome> run(Stage stage) {
        return new Address<>("stage.run." + Wire.word(stage), Duration.ofDays(1));
    }

    /** Stops a run, if it is here: its child processes are gone within 2 s, and its run answers a cancel. */
    public static Address<QueueStoreApi.Run, Void> cancel(Stage stage) {
        return new Address<>("stage.cancel." + Wire.word(stage));
    }

    /**
     * @param run which start this is
     * @param stage what to do
     * @param attempt how often this stage has been started, from 1
     */
    public record RunStage(QueueStoreApi.Run run, Stage stage, int attempt) {}
}
