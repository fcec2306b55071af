package dev.reelcast.store;

import dev.reelcast.model.AttemptRecord;
import dev.reelcast.model.Job;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.StageRecord;
import java.util.List;
import java.util.Optional;

/** Where each stage of a job stands: told by its checkpoint, or else by the job and its attempts. */
final class StageRecords {

    private StageRecords() {}

    static List<StageRecord> of(Job job, JobRow.Parts parts) {
        return Pipeline.of(job.type()).steps().stream()
                .map(step -> {
                    StageRecord checkpoint = parts.checkpoints().get(step.stage());
                    if (checkpoint != null) {
                        return checkpoint;
                    }
                    return step.stage() == job.stage() && job.attempt() > 0 ? present(job, step, parts) : waiting(step);
                })
                .toList();
    }

    private static StageRecord present(Job job, Pipeline.Step step, JobRow.Parts parts) {
        Optional<AttemptRecord> newest = parts.attempts().stream()
                .filter(attempt -> attempt.stage() == step.stage())
                .reduce((before, after) -> after);
        String status =
                switch (job.status()) {
                    case PROCESSING -> "running";
                    case FAILED -> "failed";
                    case CANCELLED, SKIPPED -> "cancelled";
                    case PENDING, COMPLETED -> "waiting";
                };
        return new StageRecord(
                step.stage(),
                step.words(),
                step.startPercent(),
                status,
                job.attempt(),
                newest.map(AttemptRecord::startedAt).orElse(null),
                status.equals("waiting")
                        ? null
                        : newest.map(AttemptRecord::finishedAt).orElse(null),
                null);
    }

    private static StageRecord waiting(Pipeline.Step step) {
        return new StageRecord(step.stage(), step.words(), step.startPercent(), "waiting", 0, null, null, null);
    }
}
