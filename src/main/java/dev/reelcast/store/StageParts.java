package dev.reelcast.store;

import dev.reelcast.model.Analysis;
import dev.reelcast.model.EpisodeDraft;
import dev.reelcast.model.Ids;
import dev.reelcast.model.PublishDecision;
import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What stages found, in the tables that people's questions are answered from. */
final class StageParts {

    private StageParts() {}

    /** What a checkpoint of the last stage made. */
    record Made(JsonObject result, List<Committed.Fact> facts) {}

    /** Some stages' outputs also stand in tables of their own. */
    static Future<Optional<Made>> store(Sql within, Locked job, JsonObject output) {
        return switch (job.stage()) {
            case DOWNLOADING ->
                metadata(within, job, Wire.record(SourceInfo.class, output)).map(Optional.empty());
            case AI_ANALYSIS ->
                analysis(within, job, Wire.record(Analysis.class, output)).map(Optional.empty());
            case UPLOADING ->
                // A job may make nothing that is published.
                output.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : made(within, job, Wire.record(EpisodeDraft.class, output))
                                .map(Optional::of);
            default -> Future.succeededFuture(Optional.empty());
        };
    }

    private static Future<Integer> metadata(Sql within, Locked job, SourceInfo source) {
        return within.execute(
                PartsSql.METADATA,
                job.id(),
                source.title(),
                source.channel(),
                source.description(),
                source.url(),
                source.durationSeconds(),
                Values.time(source.publishedAt()),
                source.language(),
                source.hasVideo());
    }

    private static Future<Integer> analysis(Sql within, Locked job, Analysis analysis) {
        return within.execute(PartsSql.ANALYSIS, job.id(), Wire.json(analysis));
    }

    private static Future<Made> made(Sql within, Locked job, EpisodeDraft draft) {
        UUID revised = job.revises();
        return revised == null
                ? episode(within, job, draft)
                : Recuts.revise(within, job, revised, draft).map(done -> new Made(done.result(), done.facts()));
    }

    private static Future<Made> episode(Sql within, Locked job, EpisodeDraft draft) {
        PublishDecision decision = PublishDecision.of(job.rule(), job.threshold(), draft);
        return within.first(
                        PartsSql.EPISODE,
                        row -> row.getUUID("episode_id"),
                        Ids.next(),
                        job.ownerId(),
                        job.agentId(),
                        job.id(),
                        draft.title(),
                        draft.description(),
                        Values.jsonOrNull(draft.audio()),
                        draft.durationSeconds(),
                        Values.jsonOrNull(draft.span()),
                        draft.contentStart(),
                        Values.jsonArray(draft.chapters()),
                        Values.jsonArray(draft.sourceChapters()),
                        draft.confidence(),
                        Values.jsonOrNull(draft.cover()),
                        Values.jsonOrNull(draft.transcript()),
                        draft.sourceUrl(),
                        decision.published(),
                        decision.held(),
                        decision.reason(),
                        Values.jsonOrNull(draft.video()))
                .map(stored -> made(job, draft, decision, stored.orElseThrow()));
    }

    private static Made made(Locked job, EpisodeDraft draft, PublishDecision decision, UUID episodeId) {
        JsonObject result = JsonObject.of(
                "episodeId", episodeId.toString(),
                "published", decision.published(),
                "held", decision.held(),
                "reason", decision.reason());
        if (draft.delivered() != null) {
            result.put("delivered", draft.delivered());
        }
        UUID agentId = job.agentId();
        return new Made(
                result,
                agentId == null || !decision.published()
                        ? List.of()
                        : List.of(EpisodeFacts.of(EpisodeFacts.PUBLISHED, agentId, episodeId, draft.title())));
    }
}
