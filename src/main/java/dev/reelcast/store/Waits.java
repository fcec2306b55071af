package dev.reelcast.store;

import dev.reelcast.model.Job;
import dev.reelcast.model.JobStatus;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Says of jobs why they wait, and when they will be done. */
final class Waits {

    private Waits() {}

    /** The same jobs, those that wait with their reasons. */
    static Future<List<Job>> explain(Sql sql, List<Job> jobs) {
        UUID[] asked = jobs.stream()
                .filter(job -> job.status() == JobStatus.PENDING || job.status() == JobStatus.PROCESSING)
                .map(Job::id)
                .toArray(UUID[]::new);
        if (asked.length == 0) {
            return Future.succeededFuture(jobs);
        }
        return sql.list(WaitSql.WHY, Wait::of, (Object) asked).map(waits -> {
            Map<UUID, Wait> byJob = new HashMap<>();
            waits.forEach(wait -> byJob.put(wait.jobId(), wait));
            return jobs.stream()
                    .map(job -> {
                        Wait wait = byJob.get(job.id());
                        return wait == null
                                ? job
                                : job.waiting(wait.place(), wait.etaSeconds(), wait.why(job.error(), job.message()));
                    })
                    .toList();
        });
    }
}
