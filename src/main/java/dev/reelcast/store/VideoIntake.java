package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.JobStoreApi.NewJob;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.bus.VideoStoreApi.Broadcast;
import dev.reelcast.bus.VideoStoreApi.Found;
import dev.reelcast.bus.VideoStoreApi.Sighting;
import dev.reelcast.bus.VideoStoreApi.Taken;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Priority;
import dev.reelcast.model.VideoFilters;
import dev.reelcast.model.VideoOrigin;
import dev.reelcast.model.VideoRule;
import dev.reelcast.model.VideoSieve;
import dev.reelcast.model.VideoSieve.LeftOut;
import dev.reelcast.model.VideoStatus;
import dev.reelcast.model.VideoTraits;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes in one sighting of an agent's channel, within a transaction. */
final class VideoIntake {

    /** Whoever begins to follow a channel means its newest video as well. */
    private static final Duration GRACE = Duration.ofDays(2);

    /** A hub that takes longer than this has lost what it should have told. */
    private static final Duration HUB_DELAY = Duration.ofMinutes(15);

    private static final String DELETED = "Its channel took it away before it was processed.";

    /** Rules that a filter stands behind, or that a look further back takes away. */
    private static final Set<VideoRule> PASSING = EnumSet.of(
            VideoRule.OLDER,
            VideoRule.TITLE_INCLUDE,
            VideoRule.TITLE_EXCLUDE,
            VideoRule.TOO_SHORT,
            VideoRule.TOO_LONG,
            VideoRule.SHORT,
            VideoRule.LIVE);

    private final Sql within;
    private final Sighting sighting;
    private final Follower follower;
    private final VideoSieve sieve;

    /**
     * The agent that follows the channel, its row locked.
     *
     * @param now by the database
     * @param since when it follows, null when it does not
     */
    private record Follower(
            UUID id,
            UUID ownerId,
            VideoFilters filters,
            Instant now,
            @Nullable Instant since) {
        static Follower of(Row row) {
            return new Follower(
                    row.getUUID("id"),
                    row.getUUID("owner_id"),
                    Values.record(VideoFilters.class, row, "filters"),
                    Values.instant(row, "seen_at"),
                    Values.instantOrNull(row, "followed_at"));
        }
    }

    /** What is known of a video already. */
    private record Known(
            String videoId, VideoStatus status, @Nullable VideoRule rule, VideoTraits traits) {
        static Known of(Row row) {
            String rule = row.getString("rule");
            return new Known(
                    row.getString("youtube_id"),
                    Values.word(VideoStatus.class, row, "status"),
                    rule == null ? null : Wire.parse(VideoRule.class, rule),
                    VideoRow.traits(row));
        }
    }

    /** What is to become of a video that was not known, or is looked at again. */
    private record Verdict(Found video, @Nullable LeftOut leftOut) {
        boolean taken() {
            return leftOut == null;
        }
    }

    /**
     * @param joined videos that got a job which was there before
     * @param events of the jobs that were made
     */
    private record Put(List<String> joined, List<StoredEvent> events) {}

    private VideoIntake(Sql within, Sighting sighting, Follower follower) {
        this.within = within;
        this.sighting = sighting;
        this.follower = follower;
        this.sieve = new VideoSieve(follower.filters());
    }

    static Future<Committed<Taken>> take(Sql within, Sighting sighting) {
        return within.first(VideoSql.LOCK_AGENT, Follower::of, sighting.agentId())
                .map(found -> found.orElseThrow(() -> Failure.notFound("agent")))
                .compose(follower -> new VideoIntake(within, sighting, follower).take());
    }

    private Future<Committed<Taken>> take() {
        Map<String, Found> seen = Sightings.readable(sighting.videos());
        Set<String> gone = new HashSet<>(Sightings.ids(sighting.deleted()));
        gone.removeAll(seen.keySet());
        return known(seen.keySet())
                .compose(known -> withdraw(gone)
                        .compose(withdrawn -> delete(gone)
                                .compose(deleted -> update(seen, known)
                                        .compose(updated ->
                                                judge(seen, known, new Taken(0, 0, 0, updated, deleted), withdrawn)))));
    }

    private Future<Map<String, Known>> known(Set<String> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture(Map.of())
                : within.list(VideoSql.KNOWN, Known::of, sighting.agentId(), ids.toArray(String[]::new))
                        .map(rows -> rows.stream().collect(Collectors.toMap(Known::videoId, Function.identity())));
    }

    /** Cancels the waiting jobs over what is there no more. One that runs may still bring the recording home. */
    private Future<List<StoredEvent>> withdraw(Set<String> gone) {
        if (gone.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return within.list(ChangeSql.LOCK_DELETED, Locked::of, sighting.agentId(), gone.toArray(String[]::new))
                .map(jobs -> jobs.stream()
                        .map(job -> Transitions.unwanted(job, VideoRule.DELETED, DELETED))
                        .toList())
                .compose(changes -> Changes.write(within, changes, Duration.ZERO))
                .map(written -> written.stream().map(Changes.Written::event).toList());
    }

    private Future<Integer> delete(Set<String> gone) {
        return gone.isEmpty()
                ? Future.succeededFuture(0)
                : within.execute(VideoSql.DELETED, sighting.agentId(), gone.toArray(String[]::new), DELETED);
    }

    private Future<Integer> update(Map<String, Found> seen, Map<String, Known> known) {
        List<Found> again = seen.values().stream()
                .filter(video -> known.containsKey(video.videoId()))
                .toList();
        if (again.isEmpty()) {
            return Future.succeededFuture(0);
        }
        Columns<Found> of = new Columns<>(again);
        return within.execute(
                VideoSql.UPDATE,
                sighting.agentId(),
                of.array(String[]::new, Found::videoId),
                of.array(String[]::new, Found::title),
                of.array(OffsetDateTime[]::new, video -> Values.time(video.publishedAt())),
                of.array(OffsetDateTime[]::new, video -> Values.time(video.updatedAt())),
                of.array(Double[]::new, Found::durationSeconds),
                of.array(Boolean[]::new, Found::isShort),
                of.array(Boolean[]::new, video -> live(video.broadcast())));
    }

    private Future<Committed<Taken>> judge(
            Map<String, Found> seen, Map<String, Known> known, Taken soFar, List<StoredEvent> withdrawn) {
        List<Verdict> fresh = seen.values().stream()
                .filter(video -> !known.containsKey(video.videoId()))
                .map(video -> new Verdict(video, first(video)))
                .toList();
        List<Verdict> again = sighting.origin() == VideoOrigin.BACKFILL
                ? seen.values().stream()
                        .flatMap(video -> Optional.ofNullable(known.get(video.videoId()))
                                .filter(VideoIntake::mayPass)
                                .map(before -> new Verdict(video, anew(video, before)))
                                .stream())
                        .toList()
                : List.of();
        return discover(fresh)
                .compose(discovered -> leaveOut(again)
                        .compose(left -> missed(discovered))
                        .compose(counted -> enqueue(discovered, again))
                        .map(put -> committed(soFar, discovered, withdrawn, put)));
    }

    private @Nullable LeftOut first(Found video) {
        if (sighting.origin() != VideoOrigin.BACKFILL && isOld(video)) {
            return new LeftOut(VideoRule.OLDER, "It was published before the channel was followed.");
        }
        return sieve.leftOut(traits(video)).orElse(null);
    }

    private boolean isOld(Found video) {
        return follower.since() != null
                && video.publishedAt() != null
                && video.publishedAt().isBefore(follower.since().minus(GRACE));
    }

    private static boolean mayPass(Known known) {
        return known.status() == VideoStatus.DISCOVERED || (known.rule() != null && PASSING.contains(known.rule()));
    }

    private @Nullable LeftOut anew(Found video, Known before) {
        VideoTraits now = traits(video);
        VideoTraits then = before.traits();
        VideoTraits together = new VideoTraits(
                video.title().isEmpty() ? then.title() : now.title(),
                now.durationSeconds() == null ? then.durationSeconds() : now.durationSeconds(),
                now.isShort() == null ? then.isShort() : now.isShort(),
                now.isLive() == null ? then.isLive() : now.isLive());
        return (before.rule() == null ? sieve.leftOut(together) : sieve.stillOut(before.rule(), together)).orElse(null);
    }

    private Future<List<Verdict>> discover(List<Verdict> fresh) {
        if (fresh.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Columns<Verdict> of = new Columns<>(fresh);
        return within.list(
                        VideoSql.DISCOVER,
                        row -> row.getString("youtube_id"),
                        sighting.agentId(),
                        follower.ownerId(),
                        Wire.word(sighting.origin()),
                        of.array(UUID[]::new, verdict -> Ids.next()),
                        of.array(String[]::new, verdict -> verdict.video().videoId()),
                        of.array(String[]::new, verdict -> verdict.video().title()),
                        of.array(
                                OffsetDateTime[]::new,
                                verdict -> Values.time(verdict.video().publishedAt())),
                        of.array(
                                OffsetDateTime[]::new,
                                verdict -> Values.time(verdict.video().updatedAt())),
                        of.array(Double[]::new, verdict -> verdict.video().durationSeconds()),
                        of.array(Boolean[]::new, verdict -> verdict.video().isShort()),
                        of.array(Boolean[]::new, verdict -> live(verdict.video().broadcast())),
                        of.array(
                                String[]::new,
                                verdict -> Wire.word(verdict.taken() ? VideoStatus.DISCOVERED : VideoStatus.IGNORED)),
                        of.array(
                                String[]::new,
                                verdict -> verdict.leftOut() == null
                                        ? null
                                        : Wire.word(verdict.leftOut().rule())),
                        of.array(
                                String[]::new,
                                verdict -> verdict.leftOut() == null
                                        ? null
                                        : verdict.leftOut().sentence()))
                .map(ids -> {
                    Set<String> made = new HashSet<>(ids);
                    return fresh.stream()
                            .filter(verdict -> made.contains(verdict.video().videoId()))
                            .toList();
                });
    }

    private Future<Integer> leaveOut(List<Verdict> again) {
        List<Verdict> out = again.stream().filter(verdict -> !verdict.taken()).toList();
        if (out.isEmpty()) {
            return Future.succeededFuture(0);
        }
        Columns<Verdict> of = new Columns<>(out);
        return within.execute(
                VideoSql.LEAVE_OUT,
                sighting.agentId(),
                of.array(String[]::new, verdict -> verdict.video().videoId()),
                of.array(
                        String[]::new,
                        verdict -> verdict.leftOut() == null
                                ? null
                                : Wire.word(verdict.leftOut().rule())),
                of.array(
                        String[]::new,
                        verdict -> verdict.leftOut() == null
                                ? null
                                : verdict.leftOut().sentence()));
    }

    /** What no notice told of counts against the subscription. */
    private Future<Integer> missed(List<Verdict> discovered) {
        long missed = sighting.origin() != VideoOrigin.POLL
                ? 0
                : discovered.stream()
                        .filter(verdict -> isMissed(verdict.video()))
                        .count();
        return missed == 0
                ? Future.succeededFuture(0)
                : within.execute(SubscriptionSql.MISSED, sighting.agentId(), missed);
    }

    private boolean isMissed(Found video) {
        return follower.since() != null
                && video.publishedAt() != null
                && video.publishedAt().isAfter(follower.since())
                && video.publishedAt().isBefore(follower.now().minus(HUB_DELAY));
    }

    /** A job that was made before is joined; when one is made at this very moment, the second look finds it. */
    private Future<Put> enqueue(List<Verdict> discovered, List<Verdict> again) {
        Map<String, Found> wanted = new LinkedHashMap<>();
        List<Verdict> all = new ArrayList<>(discovered);
        all.addAll(again);
        all.stream()
                .filter(Verdict::taken)
                .forEach(verdict -> wanted.put(verdict.video().videoId(), verdict.video()));
        Set<String> lookedAt = new HashSet<>(wanted.keySet());
        discovered.forEach(verdict -> lookedAt.add(verdict.video().videoId()));
        return join(lookedAt).compose(joined -> {
            wanted.keySet().removeAll(joined);
            if (wanted.isEmpty()) {
                return Future.succeededFuture(new Put(joined, List.of()));
            }
            return JobStore.insert(
                            within, wanted.values().stream().map(this::job).toList(), false)
                    .compose(events -> {
                        events.forEach(event -> wanted.remove(event.body().getString("videoId")));
                        return join(wanted.keySet()).map(late -> new Put(joined, events));
                    });
        });
    }

    private Future<List<String>> join(Set<String> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture(List.of())
                : within.list(
                        VideoSql.JOIN_JOBS,
                        row -> row.getString("youtube_id"),
                        sighting.agentId(),
                        ids.toArray(String[]::new));
    }

    private NewJob job(Found video) {
        Priority priority = sighting.origin() == VideoOrigin.BACKFILL ? Priority.LOW : Priority.NORMAL;
        return VideoJobs.of(follower.ownerId(), follower.id(), video.videoId(), video.title(), priority);
    }

    private Committed<Taken> committed(Taken soFar, List<Verdict> discovered, List<StoredEvent> withdrawn, Put put) {
        List<StoredEvent> events = new ArrayList<>(withdrawn);
        events.addAll(put.events());
        long ignored = discovered.stream()
                .filter(verdict -> !verdict.taken()
                        && !put.joined().contains(verdict.video().videoId()))
                .count();
        Taken taken =
                new Taken(discovered.size(), put.events().size(), (int) ignored, soFar.updated(), soFar.deleted());
        return Committed.of(taken, events)
                .with(discovered.stream()
                        .map(verdict -> VideoFacts.discovered(sighting.agentId(), verdict.video()))
                        .toList());
    }

    private static VideoTraits traits(Found video) {
        return new VideoTraits(video.title(), video.durationSeconds(), video.isShort(), live(video.broadcast()));
    }

    /** What is still to come may be a premiere: that is no live stream. */
    static @Nullable Boolean live(@Nullable Broadcast broadcast) {
        return broadcast == null || broadcast == Broadcast.UPCOMING ? null : broadcast != Broadcast.NONE;
    }

    /** Members of rows as the arrays that a statement takes them by. */
    private record Columns<T>(Collection<T> rows) {
        <V> @Nullable V[] array(IntFunction<@Nullable V[]> array, Function<T, @Nullable V> column) {
            return rows.stream().map(column).toArray(array);
        }
    }
}
