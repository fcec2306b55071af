package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.Stage;
import io.vertx.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an ended job begins again.
 *
 * @param from the first stage to run
 * @param shown the stage it is said to be in while it waits
 * @param percent its progress until then
 * @param undone the stages whose checkpoints no longer count
 */
record SecondStart(Stage from, Stage shown, int percent, List<Stage> undone) {

    /** Where a job stands that is to run again. */
    record Standing(Pipeline pipeline, JobStatus status, Stage stage, Stage next) {

        static Standing of(Row row) {
            return new Standing(
                    Pipeline.of(Values.word(JobType.class, row, "type")),
                    Values.word(JobStatus.class, row, "status"),
                    Values.word(Stage.class, row, "stage"),
                    Values.word(Stage.class, row, "next_stage"));
        }

        /**
         * @param chosen a stage that was reached; null for the first without a checkpoint
         * @throws Failure when the job cannot run again, or not from there
         */
        SecondStart again(@Nullable Stage chosen) {
            if (!status.ended()) {
                throw Failure.of(FailureKind.CONFLICT, "not_ended", "The job has not ended yet.");
            }
            if (status == JobStatus.COMPLETED) {
                throw Failure.of(FailureKind.CONFLICT, "completed", "The job is completed; nothing is left to do.");
            }
            List<Stage> stages =
                    pipeline.steps().stream().map(Pipeline.Step::stage).toList();
            List<Stage> reached = stages.subList(0, stages.indexOf(next) + 1);
            Stage from = chosen == null ? next : chosen;
            if (!reached.contains(from)) {
                throw Failure.of(
                        FailureKind.UNPROCESSABLE,
                        "stage_not_reached",
                        "The job can begin again at " + String.join(", ", Values.words(reached)) + ".");
            }
            boolean untouched = stage == Stage.QUEUED;
            return new SecondStart(
                    from,
                    untouched ? Stage.QUEUED : from,
                    untouched ? 0 : pipeline.percent(from, 0),
                    stages.subList(stages.indexOf(from), stages.size()));
        }
    }
}
