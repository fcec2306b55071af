package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.VideoStoreApi.OneVideo;
import dev.reelcast.bus.VideoStoreApi.Sighting;
import dev.reelcast.bus.VideoStoreApi.Taken;
import dev.reelcast.model.Priority;
import dev.reelcast.model.Video;
import dev.reelcast.model.VideoRule;
import dev.reelcast.model.VideoStatus;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Videos of the channels that agents follow: taken in, and what people decide about them. */
final class VideoStore {

    private static final String BY_HAND = "It was left out by hand.";

    private final Sql sql;

    VideoStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<Committed<Taken>> take(Sighting sighting) {
        return sql.transaction(within -> VideoIntake.take(within, sighting)
                .compose(taken -> noticed(within, sighting).map(taken)));
    }

    private static Future<?> noticed(Sql within, Sighting sighting) {
        return sighting.subscriptionId() == null
                ? Future.succeededFuture()
                : within.execute(SubscriptionSql.NOTICED, sighting.subscriptionId());
    }

    Future<Committed<Video>> process(OneVideo which) {
        return decide(which, VideoStore::process);
    }

    private static Future<Committed<Video>> process(Sql within, Video video) {
        if (video.status() == VideoStatus.QUEUED) {
            return Future.succeededFuture(Committed.of(video, List.of()));
        }
        return JobStore.insert(
                        within,
                        List.of(VideoJobs.of(
                                video.ownerId(), video.agentId(), video.videoId(), video.title(), Priority.NORMAL)),
                        true)
                .compose(events -> (events.isEmpty() ? join(within, video) : Future.succeededFuture(0))
                        .compose(joined -> found(within, video.agentId(), video.videoId()))
                        .map(queued -> Committed.of(queued, events)));
    }

    /** A person has put it in by its URL before it was discovered, or in this moment. */
    private static Future<Integer> join(Sql within, Video video) {
        return within.execute(VideoSql.JOIN_JOBS, video.agentId(), new String[] {video.videoId()});
    }

    Future<Committed<Video>> ignore(OneVideo which) {
        return decide(
                which,
                (within, video) -> locked(within, video)
                        .compose(job -> job.filter(active -> !active.status().ended())
                                .map(active -> stop(within, active))
                                .orElseGet(
                                        () -> within.execute(VideoSql.IGNORE, video.agentId(), video.videoId(), BY_HAND)
                                                .map(done -> Committed.of(video, List.of()))))
                        .compose(done -> found(within, video.agentId(), video.videoId())
                                .map(VideoStore::requireOpen)
                                .map(ignored -> new Committed<>(ignored, done.events(), done.lines(), done.facts()))));
    }

    private static Future<Optional<Locked>> locked(Sql within, Video video) {
        UUID job = video.jobId();
        return job == null
                ? Future.succeededFuture(Optional.empty())
                : within.first(ChangeSql.LOCK_ONE, Locked::of, job, video.ownerId(), false);
    }

    /** The video follows its job. */
    private static Future<Committed<Video>> stop(Sql within, Locked job) {
        return Changes.write(within, List.of(Transitions.unwanted(job, VideoRule.BY_HAND, BY_HAND)), Duration.ZERO)
                .map(written -> Committed.<Video>of(null, List.of(written.get(0).event()))
                        .with(List.of(JobStore.stopped(job.id(), BY_HAND))));
    }

    /** While this lasts nothing of the agent's channel is taken in: agent, job, video is the order of locks everywhere. */
    private Future<Committed<Video>> decide(OneVideo which, BiFunction<Sql, Video, Future<Committed<Video>>> decision) {
        Viewer viewer = which.viewer();
        return sql.transaction(within -> within.first(
                        VideoSql.LOCK_AGENT_OF,
                        row -> row.getUUID("id"),
                        which.agentId(),
                        viewer.userId(),
                        viewer.seesAll())
                .map(agent -> agent.orElseThrow(() -> Failure.notFound("agent")))
                .compose(agent -> found(within, agent, which.videoId()))
                .map(VideoStore::requireOpen)
                .compose(video -> decision.apply(within, video)));
    }

    private static Video requireOpen(Video video) {
        if (video.status() == VideoStatus.PROCESSED) {
            throw Failure.of(FailureKind.CONFLICT, "already_processed", "The video has been processed already.");
        }
        return video;
    }

    private static Future<Video> found(Sql within, UUID agentId, String videoId) {
        return within.first(VideoSql.FIND, VideoRow::video, agentId, videoId)
                .map(found -> found.orElseThrow(() -> Failure.notFound("video")));
    }
}
