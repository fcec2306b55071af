package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.VideoStoreApi.Preview;
import dev.reelcast.bus.VideoStoreApi.Previewed;
import dev.reelcast.bus.VideoStoreApi.VideoPage;
import dev.reelcast.bus.VideoStoreApi.VideoPosition;
import dev.reelcast.bus.VideoStoreApi.VideoQuery;
import dev.reelcast.model.Video;
import dev.reelcast.model.VideoSieve;
import dev.reelcast.model.VideoSieve.LeftOut;
import dev.reelcast.model.VideoTraits;
import dev.reelcast.model.Viewer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Pages of an agent's videos, and what other filters would make of them. */
final class VideoLists {

    private static final long EXACT_TO = 10_000;

    private final Sql sql;

    VideoLists(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<VideoPage> list(VideoQuery query) {
        return requireAgent(query.viewer(), query.agentId()).compose(found -> {
            VideoPosition after = query.after();
            String status = Values.wordOrNull(query.status());
            Future<List<Video>> videos = sql.list(
                    VideoSql.LIST,
                    VideoRow::video,
                    query.agentId(),
                    status,
                    query.text(),
                    after == null ? null : Values.time(after.time()),
                    after == null ? null : after.id(),
                    (long) query.limit(),
                    (long) query.offset());
            Future<Optional<Long>> matching =
                    sql.first(VideoSql.COUNT, row -> row.getLong("matching"), query.agentId(), status, query.text());
            return Future.all(videos, matching)
                    .map(both -> page(query, videos.result(), matching.result().orElseThrow()));
        });
    }

    private static VideoPage page(VideoQuery query, List<Video> videos, long matching) {
        VideoPosition next = null;
        if (videos.size() == query.limit()) {
            Video last = videos.get(videos.size() - 1);
            Instant published = last.publishedAt();
            next = new VideoPosition(published == null ? last.discoveredAt() : published, last.id());
        }
        return new VideoPage(videos, Math.min(matching, EXACT_TO), matching > EXACT_TO, next);
    }

    Future<List<Previewed>> preview(Preview preview) {
        VideoSieve sieve;
        try {
            sieve = new VideoSieve(preview.filters());
        } catch (IllegalArgumentException wrong) {
            return Future.failedFuture(Failure.of(FailureKind.INVALID, String.valueOf(wrong.getMessage())));
        }
        return requireAgent(preview.viewer(), preview.agentId())
                .compose(found -> sql.list(
                        VideoSql.NEWEST, row -> previewed(row, sieve), preview.agentId(), (long) preview.limit()));
    }

    private static Previewed previewed(Row row, VideoSieve sieve) {
        VideoTraits traits = VideoRow.traits(row);
        LeftOut out = sieve.leftOut(traits).orElse(null);
        return new Previewed(
                row.getString("youtube_id"),
                row.getString("title"),
                Values.instantOrNull(row, "published_at"),
                traits.durationSeconds(),
                out == null ? null : out.rule(),
                out == null ? null : out.sentence());
    }

    private Future<UUID> requireAgent(Viewer viewer, UUID agentId) {
        return sql.first(VideoSql.AGENT, row -> row.getUUID("id"), agentId, viewer.userId(), viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("agent")));
    }
}
