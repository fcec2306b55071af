package dev.reelcast.bus;

import dev.reelcast.model.Agent;
import dev.reelcast.model.Job;
import dev.reelcast.model.JobDetail;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.JobType;
import dev.reelcast.model.LogLevel;
import dev.reelcast.model.LogLine;
import dev.reelcast.model.OutputFormat;
import dev.reelcast.model.Priority;
import dev.reelcast.model.RenderInput;
import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.Stage;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.VideoFilters;
import dev.reelcast.model.Viewer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs as people and scripts see them. What the queue asks of the same tables is in {@link QueueStoreApi}. */
public final class JobStoreApi {

    /** Puts a job into the queue, or finds the active one for the same owner, agent and canonical video. */
    public static final Address<NewJob, Enqueued> ENQUEUE = new Address<>("jobs.enqueue");

    /** Puts many in at once; answers how many: those that were in the queue already are passed over. */
    public static final Address<List<NewJob>, Integer> ENQUEUE_ALL = new Address<>("jobs.enqueue-all");

    public static final Address<OneJob, JobDetail> FIND = new Address<>("jobs.find");
    public static final Address<JobQuery, JobPage> LIST = new Address<>("jobs.list");

    /** As {@link #LIST}, but without what changes by the second: places in the queue, and why a job waits. */
    public static final Address<JobQuery, JobPage> EXPORT = new Address<>("jobs.export");

    /** Cancels a job that has not ended; {@link FailureKind#CONFLICT} when it has. */
    public static final Address<OneJob, Job> CANCEL = new Address<>("jobs.cancel");

    /** Changes a job that has not ended; {@link FailureKind#CONFLICT} when it has. */
    public static final Address<JobPatch, Job> UPDATE = new Address<>("jobs.update");

    /** Runs an ended job again; {@link FailureKind#CONFLICT} when it has not ended or was completed. */
    public static final Address<RetryJob, Job> RETRY = new Address<>("jobs.retry");

    /** A job's events after a number, oldest first, as they were published. */
    public static final Address<After, List<JsonObject>> HISTORY = new Address<>("jobs.history");

    public static final Address<LogQuery, List<LogLine>> LOGS = new Address<>("jobs.logs");
    public static final Address<OneFile, StoredFile> FILE = new Address<>("jobs.file");
    public static final Address<StatsQuery, Stats> STATS = new Address<>("jobs.stats");

    private JobStoreApi() {}

    /**
     * @param id chosen by the caller, so that its files can be in storage first
     * @param ownerId the user it will belong to
     * @param agentId an agent of that user, null for none; {@link FailureKind#NOT_FOUND} when it is not theirs
     * @param type which pipeline
     * @param url where to fetch the input, null for a file or a text
     * @param canonical what makes two URLs the same video; null when the input is never merged
     * @param host where it is fetched from, as {@code youtube.com}; null for what is not fetched
     * @param title as far as known
     * @param priority among the owner's jobs
     * @param deadline when it is no longer wanted
     * @param files what is in storage already: the upload, a given transcript
     * @param render what a video is made of, null for a job of another type
     * @param bulk where it stands among a bulk job's items, null for one that belongs to none
     */
    public record NewJob(
            UUID id,
            UUID ownerId,
            @Nullable UUID agentId,
            JobType type,
            @Nullable String url,
            @Nullable String canonical,
            @Nullable String host,
            @Nullable String title,
            Priority priority,
            @Nullable Instant deadline,
            List<StoredFile> files,
            @Nullable RenderInput render,
            @Nullable BulkPlace bulk) {
        public NewJob {
            files = List.copyOf(files);
        }

        /** One that stands by itself and makes no video of a text. */
        public NewJob(
                UUID id,
                UUID ownerId,
                @Nullable UUID agentId,
                JobType type,
                @Nullable String url,
                @Nullable String canonical,
                @Nullable String host,
                @Nullable String title,
                Priority priority,
                @Nullable Instant deadline,
                List<StoredFile> files) {
            this(id, ownerId, agentId, type, url, canonical, host, title, priority, deadline, files, null, null);
        }
    }

    /**
     * @param item its number, from 1
     * @param total how many items the bulk job has
     */
    public record BulkPlace(UUID bulkJobId, int item, int total) {}

    /**
     * @param job the job, with its queue position while it is pending
     * @param existing whether it was there before
     */
    public record Enqueued(Job job, boolean existing) {}

    public record OneJob(Viewer viewer, UUID jobId) {}

    /**
     * @param priority null leaves it
     * @param deadline null leaves it; {@link Instant#MAX} takes it away
     */
    public record JobPatch(
            Viewer viewer,
            UUID jobId,
            @Nullable Priority priority,
            @Nullable Instant deadline) {}

    /** @param fromStage a stage of the job's pipeline that it has reached; null for the one that ended it */
    public record RetryJob(
            Viewer viewer, UUID jobId, @Nullable Stage fromStage) {}

    /**
     * @param after number of the newest event that is known, 0 for none
     * @param limit 1 to 1,000
     */
    public record After(Viewer viewer, UUID jobId, long after, int limit) {}

    /**
     * @param after number of the newest line that is known, 0 for none
     * @param level the least that is wanted
     * @param limit 1 to 1,000
     */
    public record LogQuery(Viewer viewer, UUID jobId, long after, LogLevel level, int limit) {}

    public record OneFile(Viewer viewer, UUID jobId, String name) {}

    /** What a list of jobs may be sorted by; ties by id. Jobs that have no end, title or duration come last both ways. */
    public enum Sort {
        CREATED,
        FINISHED,
        TITLE,
        DURATION
    }

    /**
     * @param statuses any of these; empty for all
     * @param type null for all
     * @param agentId null for all
     * @param bulkJobId null for all
     * @param text words, or beginnings of words, that the title and the URL have together; nothing but letters and
     *     digits counts, and a text without any is found nowhere; null for all
     * @param from created at or after
     * @param to created before
     * @param sort by what
     * @param descending newest, longest or last first
     * @param limit 1 to 1,000
     * @param offset 0 to 10,000
     * @param after where the page before ended, in the same order; null for the first one
     */
    public record JobQuery(
            Viewer viewer,
            List<JobStatus> statuses,
            @Nullable JobType type,
            @Nullable UUID agentId,
            @Nullable UUID bulkJobId,
            @Nullable String text,
            @Nullable Instant from,
            @Nullable Instant to,
            Sort sort,
            boolean descending,
            int limit,
            int offset,
            @Nullable Position after) {
        public JobQuery {
            statuses = List.copyOf(statuses);
        }

        /** Of any bulk job, and of none. */
        public JobQuery(
                Viewer viewer,
                List<JobStatus> statuses,
                @Nullable JobType type,
                @Nullable UUID agentId,
                @Nullable String text,
                @Nullable Instant from,
                @Nullable Instant to,
                Sort sort,
                boolean descending,
                int limit,
                int offset,
                @Nullable Position after) {
            this(viewer, statuses, type, agentId, null, text, from, to, sort, descending, limit, offset, after);
        }
    }

    /**
     * Where a page of a sorted list ended.
     *
     * @param key what its last job is sorted by, as text: seconds, a time, a title in lower case; null when it has none, or
     *     the order is that of creation
     * @param id its last job
     * @param large whether more than 10,000 jobs matched
     */
    public record Position(@Nullable String key, UUID id, boolean large) {}

    /**
     * @param total how many match: exact for all jobs and all of an agent, exact to 10,000 with any other filter
     * @param totalIsLowerBound whether there are more than {@code total}
     * @param next where the next page begins; null when there is none
     */
    public record JobPage(
            List<Job> jobs,
            long total,
            boolean totalIsLowerBound,
            @Nullable Position next) {}

    /** How far figures go back. */
    public enum Range {
        DAY("hour", 24, 24),
        MONTH("day", 30, 30 * 24);

        private final String grain;
        private final int periods;
        private final int hours;

        Range(String grain, int periods, int hours) {
            this.grain = grain;
            this.periods = periods;
            this.hours = hours;
        }

        /** What one figure is about: {@code hour} or {@code day}. */
        public String grain() {
            return grain;
        }

        /** How many figures there are, the present one included. */
        public int periods() {
            return periods;
        }

        public int hours() {
            return hours;
        }
    }

    /** @param agentId null for all of the viewer's jobs */
    public record StatsQuery(Viewer viewer, @Nullable UUID agentId, Range range) {}

    /**
     * @param byStatus how many jobs stand where
     * @param successRate 0 to 100: completed among completed and failed; null before the first
     * @param averageSeconds from start to end of completed jobs; null before the first
     * @param finishedToday ended since midnight UTC
     * @param throughputPerHour completed in an hour, on average of the range
     * @param series the range's hours or days, oldest first, by UTC
     */
    public record Stats(
            Map<JobStatus, Long> byStatus,
            @Nullable Double successRate,
            @Nullable Double averageSeconds,
            long finishedToday,
            double throughputPerHour,
            List<Period> series) {}

    /**
     * What ended in an hour or a day; jobs that were deleted since are still counted.
     *
     * @param start its beginning, UTC
     * @param averageSeconds from start to end of the completed ones; null when there are none
     */
    public record Period(
            Instant start,
            long completed,
            long failed,
            long cancelled,
            long skipped,
            @Nullable Double averageSeconds) {}

    /**
     * What a stage starts from.
     *
     * @param job its row
     * @param agent whom it works for, null for none
     * @param format how the episode's audio is encoded
     * @param metadata what the source says of itself, null until it was looked at
     * @param outputs checkpoints of the stages done so far
     * @param files what is in storage so far
     * @param filters what its video has to pass, null when it is wanted whatever it is
     * @param render what a video is made of, null for a job of another type
     */
    public record StageInput(
            Job job,
            @Nullable Agent agent,
            OutputFormat format,
            @Nullable SourceInfo metadata,
            Map<Stage, JsonObject> outputs,
            List<StoredFile> files,
            @Nullable VideoFilters filters,
            @Nullable RenderInput render) {

        /** The same for an episode that is encoded in a format. */
        public StageInput inFormat(OutputFormat other) {
            return new StageInput(job, agent, other, metadata, outputs, files, filters, render);
        }
    }
}
