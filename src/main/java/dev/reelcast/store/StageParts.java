package dev.reelcast.store;

import dev.reelcast.bus.QueueStoreApi.Run;
import dev.reelcast.model.Analysis;
import dev.reelcast.model.EpisodeDraft;
import dev.reelcast.model.Ids;
import dev.reelcast.model.PublishDecision;
import dev.reelcast.model.SourceInfo;
import dev.reelcast.model.Stage;
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
    static Future<Optional<Made>> store(Sql within, Run run, Stage stage, Ending ending, JsonObject output) {
        return switch (stage) {
            case DOWNLOADING ->
                metadata(within, run, Wire.record(SourceInfo.class, output)).map(Optional.empty());
            case AI_ANALYSIS ->
                analysis(within, run, Wire.record(Analysis.class, output)).map(Optional.empty());
            case UPLOADING ->
                episode(within, run, ending, Wire.record(EpisodeDraft.class, output))
                        .map(Optional::of);
            default -> Future.succeededFuture(Optional.empty());
        };
    }

    private static Future<Integer> metadata(Sql within, Run run, SourceInfo source) {
        return within.execute(
                QueueSql.METADATA,
                run.jobId(),
                source.title(),
                source.channel(),
                source.description(),
                source.url(),
                source.durationSeconds(),
                Values.time(source.publishedAt()),
                source.language(),
                source.hasVideo());
    }

    private static Future<Integer> analysis(Sql within, Run run, Analysis analysis) {
        return within.execute(QueueSql.ANALYSIS, run.jobId(), Wire.json(analysis));
    }

    private static Future<Made> episode(Sql within, Run run, Ending ending, EpisodeDraft draft) {
        PublishDecision decision = PublishDecision.of(ending.rule(), draft);
        return within.first(
                        QueueSql.EPISODE,
                        row -> row.getUUID("episode_id"),
                        Ids.next(),
                        ending.ownerId(),
                        ending.agentId(),
                        run.jobId(),
                        draft.title(),
                        draft.description(),
                        Values.jsonOrNull(draft.audio()),
                        draft.durationSeconds(),
                        Values.jsonArray(draft.chapters()),
                        Values.jsonOrNull(draft.cover()),
                        Values.jsonOrNull(draft.transcript()),
                        draft.sourceUrl(),
                        decision.published(),
                        decision.held(),
                        decision.reason())
                .map(stored -> made(ending, draft, decision, stored.orElseThrow()));
    }

    private static Made made(Ending ending, EpisodeDraft draft, PublishDecision decision, UUID episodeId) {
        JsonObject result = JsonObject.of(
                "episodeId", episodeId.toString(),
                "published", decision.published(),
                "held", decision.held(),
                "reason", decision.reason());
        UUID agentId = ending.agentId();
        return new Made(
                result,
                agentId == null || !decision.published()
                        ? List.of()
                        : List.of(EpisodeFacts.of(EpisodeFacts.PUBLISHED, agentId, episodeId, draft.title())));
    }
}
