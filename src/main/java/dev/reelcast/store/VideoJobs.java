package dev.reelcast.store;

import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Priority;
import java.util.List;
import java.util.UUID;

/** Jobs over videos that were discovered. */
final class VideoJobs {

    /** As a job over the same video has it that a person put in by its URL. */
    private static final String CANONICAL = "youtube:";

    private static final String URL = "https://www.youtube.com/watch?v=";
    private static final String HOST = "youtube.com";

    private VideoJobs() {}

    static NewJob of(UUID ownerId, UUID agentId, String videoId, String title, Priority priority) {
        return new NewJob(
                Ids.next(),
                ownerId,
                agentId,
                JobType.YOUTUBE,
                URL + videoId,
                CANONICAL + videoId,
                HOST,
                title.isEmpty() ? null : title,
                priority,
                null,
                List.of());
    }
}
