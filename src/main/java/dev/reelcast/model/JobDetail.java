package dev.reelcast.model;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All there is to know of a job.
 *
 * @param job its row
 * @param metadata what the source says of itself, null until it was looked at
 * @param render what its video is made of, null for a job of another type
 * @param files what it made so far
 * @param analysis null until that stage is done
 * @param publishing {@code {episodeId, published, held, reason, feedUrl?}}, null until that stage is done
 * @param stages all of its pipeline's, in order
 * @param attempts every start of every stage, in order
 */
public record JobDetail(
        Job job,
        @Nullable SourceInfo metadata,
        @Nullable RenderInput render,
        List<StoredFile> files,
        @Nullable Analysis analysis,
        @Nullable JsonObject publishing,
        List<StageRecord> stages,
        List<AttemptRecord> attempts) {

    public JobDetail {
        files = List.copyOf(files);
        stages = List.copyOf(stages);
        attempts = List.copyOf(attempts);
    }
}
