package dev.reelcast.model;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stage of one job as it stands.
 *
 * @param stage which
 * @param words what it does, for people
 * @param startPercent where it begins, 0 to 99
 * @param status {@code waiting}, {@code running}, {@code completed}, {@code failed}, {@code cancelled}
 * @param attempt how often it was started, 0 while it waits
 * @param startedAt when it was last started
 * @param finishedAt when it ended
 * @param output what it found and made: its checkpoint; null until it is completed
 */
public record StageRecord(
        Stage stage,
        String words,
        int startPercent,
        String status,
        int attempt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable JsonObject output) {}
