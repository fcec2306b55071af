package dev.reelcast.store;

import dev.reelcast.bus.EpisodeStoreApi.EpisodePatch;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.ProgressApi.StoredEvent;
import dev.reelcast.model.Chapter;
import dev.reelcast.model.Episode;
import dev.reelcast.model.EpisodeDraft;
import dev.reelcast.model.Ids;
import dev.reelcast.model.JobType;
import dev.reelcast.model.Pipeline;
import dev.reelcast.model.Priority;
import dev.reelcast.model.Recut;
import dev.reelcast.model.Span;
import dev.reelcast.model.Stage;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * New cuts of episodes. Each is a job of its own, which begins with what the first job found in the recording and runs the
 * rest of the pipeline; the first job is done and stays as it is. What is heard changes all at once, when the last stage's
 * checkpoint is stored. An episode has one new cut under way at most.
 *
 * <p>Whoever locks several rows does so in this order: agent, job, episode.
 */
final class Recuts {

    /** Where a job begins that cuts an episode anew. */
    static final Stage FIRST = Stage.AUDIO_PROCESSING;

    private static final double SHORTEST_SECONDS = 1;
    /** What a length may be off by: a container's own account of it is not exact. */
    private static final double TOLERANCE_SECONDS = 0.5;

    private static final int TRIES = 5;

    private final Sql sql;

    Recuts(Sql sql) {
        this.sql = sql;
    }

    /** What is asked for. */
    private record Cut(Span span, List<Chapter> chapters) {}

    Future<Committed<Episode>> ask(EpisodePatch patch) {
        return ask(patch, TRIES);
    }

    /** The new cut that is under way may end before it is locked: then another try finds what it made. */
    private Future<Committed<Episode>> ask(EpisodePatch patch, int tries) {
        return sql.transaction(within -> within.execute(
                                RecutSql.MY_TURN, patch.episodeId().toString())
                        .compose(mine -> EpisodeStore.find(within, patch.viewer(), patch.episodeId()))
                        .compose(seen -> lock(within, patch.viewer(), seen)
                                .compose(present -> stoodStill(seen, present.episode())
                                        ? changed(within, patch, present)
                                        : Future.succeededFuture(Committed.<Episode>of(null, List.of())))))
                .compose(committed -> {
                    if (committed.value() != null) {
                        return Future.succeededFuture(committed);
                    }
                    return tries > 1
                            ? ask(patch, tries - 1)
                            : Future.failedFuture(
                                    Failure.of(FailureKind.CONFLICT, "The episode is being changed over and over."));
                });
    }

    /** @param running the job that cuts it at the moment, locked; null for none */
    private record Present(Episode episode, @Nullable Locked running) {}

    private static Future<Present> lock(Sql within, Viewer viewer, Episode seen) {
        Recut recut = seen.recut();
        return (seen.agentId() == null
                        ? Future.<Integer>succeededFuture()
                        : within.execute(RecutSql.LOCK_AGENT, seen.agentId()))
                .compose(safe -> recut == null
                        ? Future.succeededFuture(Optional.<Locked>empty())
                        : within.first(
                                ChangeSql.LOCK_ONE, Locked::of, recut.jobId(), viewer.userId(), viewer.seesAll()))
                .compose(job -> EpisodeStore.lock(within, viewer, seen.id())
                        .compose(locked -> EpisodeStore.find(within, viewer, seen.id()))
                        .map(episode -> new Present(
                                episode,
                                job.filter(each -> !each.status().ended()).orElse(null))));
    }

    /** Whether what was locked is still what belongs to the episode. */
    private static boolean stoodStill(Episode seen, Episode now) {
        return Objects.equals(seen.agentId(), now.agentId()) && Objects.equals(jobOf(seen.recut()), jobOf(now.recut()));
    }

    private static @Nullable UUID jobOf(@Nullable Recut recut) {
        return recut == null ? null : recut.jobId();
    }

    private static Future<Committed<Episode>> changed(Sql within, EpisodePatch patch, Present present) {
        Episode episode = present.episode();
        return EpisodeStore.texts(within, patch)
                .compose(written -> recording(within, episode))
                .compose(duration -> {
                    Cut wanted = wanted(patch, present, duration);
                    if (present.running() != null && wanted.equals(underWay(episode))) {
                        return Future.succeededFuture(Committed.<Void>of(null, List.of()));
                    }
                    return dropped(within, present)
                            .compose(before -> wanted.equals(asItIs(episode))
                                    ? within.execute(RecutSql.FORGET, episode.id())
                                            .map(before)
                                    : enqueued(within, episode, wanted).map(queued -> joined(before, queued)));
                })
                .compose(committed -> EpisodeStore.find(within, patch.viewer(), episode.id())
                        .map(now -> Committed.of(now, committed.events()).with(committed.facts())));
    }

    /** Seconds of the recording; null when they are not known. */
    private static Future<Optional<Double>> recording(Sql within, Episode episode) {
        return within.first(RecutSql.RECORDING, row -> Optional.ofNullable(row.getDouble("duration")), episode.jobId())
                .map(found -> found.orElseThrow(() -> Failure.of(
                        FailureKind.CONFLICT,
                        "not_cuttable",
                        "The episode was not made of a recording, so nothing can be cut.")));
    }

    private static Cut asItIs(Episode episode) {
        Span span = episode.span();
        if (span == null) {
            throw Failure.of(
                    FailureKind.CONFLICT, "not_cuttable", "It is not known what of the recording the episode is.");
        }
        return new Cut(span, episode.sourceChapters());
    }

    private static @Nullable Cut underWay(Episode episode) {
        Recut recut = episode.recut();
        return recut == null ? null : new Cut(recut.span(), recut.sourceChapters());
    }

    /** What is not named stays as it is, or as it is about to be. */
    private static Cut wanted(EpisodePatch patch, Present present, Optional<Double> duration) {
        Cut about = present.running() == null ? null : underWay(present.episode());
        Cut before = about == null ? asItIs(present.episode()) : about;
        Span span = patch.span() == null ? before.span() : inside(patch.span(), duration);
        List<Chapter> chapters = patch.sourceChapters() == null ? before.chapters() : patch.sourceChapters();
        double end = duration.orElse(Double.MAX_VALUE) + TOLERANCE_SECONDS;
        if (patch.sourceChapters() != null && chapters.stream().anyMatch(chapter -> chapter.start() > end)) {
            throw outside("A chapter begins after the end of the recording.");
        }
        return new Cut(span, chapters);
    }

    private static Span inside(Span span, Optional<Double> duration) {
        double length = duration.orElse(Double.MAX_VALUE);
        if (span.end() > length + TOLERANCE_SECONDS) {
            throw outside(String.format(Locale.ROOT, "The recording ends after %.1f s.", length));
        }
        Span held = new Span(Math.min(span.start(), length), Math.min(span.end(), length));
        if (held.length() < SHORTEST_SECONDS) {
            throw outside("An episode lasts a second at least.");
        }
        return held;
    }

    private static Failure outside(String sentence) {
        return Failure.of(FailureKind.UNPROCESSABLE, "span_outside", sentence);
    }

    /** The new cut that is under way is not wanted any more. */
    private static Future<Committed<Void>> dropped(Sql within, Present present) {
        Locked running = present.running();
        if (running == null) {
            return Future.succeededFuture(Committed.of(null, List.of()));
        }
        return Changes.write(within, List.of(Transitions.superseded(running)), Duration.ZERO)
                .map(written -> Committed.<Void>of(null, List.of(written.get(0).event()))
                        .with(List.of(JobStore.stopped(running.id(), Transitions.SUPERSEDED))));
    }

    private static Future<Committed<Void>> enqueued(Sql within, Episode episode, Cut cut) {
        JsonObject different = new JsonObject()
                .put("episode", Wire.json(cut.span()))
                .put("chapters", Values.jsonArray(cut.chapters()))
                .put("title", episode.title())
                .put("summary", episode.description())
                .put("reason", "Where it begins and ends was chosen by hand.");
        return within.list(
                        RecutSql.ENQUEUE,
                        JobEvents::of,
                        Ids.next(),
                        episode.id(),
                        Wire.word(FIRST),
                        before(FIRST),
                        different,
                        Priority.HIGH.rank(),
                        Transitions.WAITING)
                .map(events -> Committed.of(null, events));
    }

    private static String[] before(Stage first) {
        return Values.words(Pipeline.of(JobType.UPLOAD).steps().stream()
                .map(Pipeline.Step::stage)
                .takeWhile(stage -> stage != first)
                .toList());
    }

    private static Committed<Void> joined(Committed<Void> first, Committed<Void> then) {
        List<StoredEvent> events = new ArrayList<>(first.events());
        events.addAll(then.events());
        return Committed.<Void>of(null, events).with(first.facts());
    }

    /** A new cut that ended badly is tried again: it is the episode's newest one from now on. */
    static Future<Integer> adopt(Sql within, UUID jobId, UUID episodeId) {
        return within.execute(RecutSql.ADOPT, jobId, episodeId);
    }

    /**
     * What becomes of an episode when its new cut is done.
     *
     * @param result for the job
     * @param facts for the episode's listeners
     */
    record Revised(JsonObject result, List<Committed.Fact> facts) {}

    /** The last stage of a new cut is done, its job locked. One that is not the newest any more changes nothing. */
    static Future<Revised> revise(Sql within, Locked job, UUID episodeId, EpisodeDraft draft) {
        Viewer everybody = QueueStore.everything();
        return EpisodeStore.lock(within, everybody, episodeId)
                .compose(now -> EpisodeStore.find(within, everybody, episodeId)
                        .compose(episode -> job.id().equals(jobOf(episode.recut()))
                                ? written(within, job, episode, draft, now)
                                : Future.succeededFuture(
                                        new Revised(result(episode, Transitions.SUPERSEDED), List.of()))));
    }

    private static Future<Revised> written(Sql within, Locked job, Episode episode, EpisodeDraft draft, Instant now) {
        Publication next = Publication.recut(episode, now);
        return within.execute(
                        RecutSql.REVISE,
                        episode.id(),
                        job.id(),
                        Values.jsonOrNull(draft.audio()),
                        draft.durationSeconds(),
                        Values.jsonOrNull(draft.span()),
                        draft.contentStart(),
                        Values.jsonArray(draft.chapters()),
                        Values.jsonArray(draft.sourceChapters()),
                        Values.jsonOrNull(draft.cover()),
                        Values.jsonOrNull(draft.transcript()))
                .compose(revised -> next == null
                        ? Future.succeededFuture(new Revised(result(episode, episode.reason()), List.of()))
                        : EpisodeStore.write(within, episode, next)
                                .map(facts -> new Revised(
                                        result(episode.id(), next.published(), next.held(), next.reason()), facts)));
    }

    private static JsonObject result(Episode episode, String reason) {
        return result(episode.id(), episode.published(), episode.held(), reason);
    }

    private static JsonObject result(UUID episodeId, boolean published, boolean held, String reason) {
        return JsonObject.of("episodeId", episodeId.toString(), "published", published, "held", held, "reason", reason);
    }
}
