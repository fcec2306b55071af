package dev.reelcast.store;

import dev.reelcast.bus.Facts;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.FeedStoreApi;
import dev.reelcast.bus.FeedStoreApi.CombinedPatch;
import dev.reelcast.bus.FeedStoreApi.NewCombined;
import dev.reelcast.bus.FeedStoreApi.NewToken;
import dev.reelcast.bus.FeedStoreApi.OneFeed;
import dev.reelcast.bus.FeedStoreApi.OneToken;
import dev.reelcast.model.CombinedFeed;
import dev.reelcast.model.FeedToken;
import dev.reelcast.model.Ids;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Combined feeds, and the tokens of all feeds. */
final class CombinedFeedStore {

    private static final int SLUG_TRIES = 10;

    private final Sql sql;

    CombinedFeedStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<List<CombinedFeed>> list(Viewer viewer) {
        return sql.list(CombinedFeedSql.LIST, FeedRow::combined, viewer.userId(), viewer.seesAll());
    }

    Future<CombinedFeed> find(OneFeed which) {
        return find(sql, which.viewer(), which.feedId());
    }

    private static Future<CombinedFeed> find(Sql sql, Viewer viewer, UUID feedId) {
        return sql.first(CombinedFeedSql.FIND, FeedRow::combined, feedId, viewer.userId(), viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("feed")));
    }

    Future<CombinedFeed> create(NewCombined feed) {
        UUID id = Ids.next();
        return sql.transaction(within -> insert(within, id, feed, SLUG_TRIES)
                .compose(inserted -> agents(within, id, feed.agentIds()))
                .compose(added -> find(within, feed.viewer(), id)));
    }

    /** Another may take the slug between the look and the insert: then the next free one does as well. */
    private static Future<Void> insert(Sql within, UUID id, NewCombined feed, int tries) {
        String base = Slug.of(feed.name());
        return within.list(CombinedFeedSql.TAKEN_SLUGS, row -> row.getString("slug"), base)
                .compose(taken -> within.execute(
                        CombinedFeedSql.CREATE,
                        id,
                        feed.viewer().userId(),
                        feed.name(),
                        Slug.free(base, new HashSet<>(taken)),
                        Wire.json(feed.feed()),
                        feed.privateFeed()))
                .compose(inserted -> {
                    if (inserted > 0) {
                        return Future.succeededFuture();
                    }
                    return tries > 1
                            ? insert(within, id, feed, tries - 1)
                            : Future.failedFuture(
                                    Failure.of(FailureKind.CONFLICT, "Too many feeds of that name are being made."));
                });
    }

    Future<CombinedFeed> update(CombinedPatch patch) {
        Viewer viewer = patch.viewer();
        return sql.transaction(within -> locked(within, viewer, patch.feedId())
                .compose(locked -> within.execute(
                        CombinedFeedSql.UPDATE,
                        patch.feedId(),
                        patch.name(),
                        Values.jsonOrNull(patch.feed()),
                        patch.privateFeed()))
                .compose(changed -> agents(within, patch.feedId(), patch.agentIds()))
                .compose(changed -> find(within, viewer, patch.feedId())));
    }

    /** Makes these, and no others, the feed's agents; null leaves them. */
    private static Future<Void> agents(Sql within, UUID feedId, @Nullable List<UUID> agentIds) {
        if (agentIds == null) {
            return Future.succeededFuture();
        }
        List<UUID> wanted = agentIds.stream().distinct().toList();
        UUID[] ids = Values.ids(wanted);
        return within.execute(CombinedFeedSql.REMOVE_AGENTS, feedId, ids)
                .compose(removed -> within.execute(CombinedFeedSql.ADD_AGENTS, feedId, ids))
                .compose(added -> within.first(CombinedFeedSql.COUNT_AGENTS, row -> row.getLong("agents"), feedId))
                .compose(there -> there.equals(Optional.of((long) wanted.size()))
                        ? Future.succeededFuture()
                        : Future.failedFuture(Failure.notFound("agent")));
    }

    Future<Committed<Void>> delete(OneFeed which) {
        return sql.transaction(within -> locked(within, which.viewer(), which.feedId())
                .compose(locked -> within.list(CombinedFeedSql.TOKEN_IDS, row -> row.getUUID("id"), which.feedId()))
                .compose(tokens ->
                        within.execute(CombinedFeedSql.DELETE, which.feedId()).map(deleted -> ended(tokens))));
    }

    private static Future<?> locked(Sql within, Viewer viewer, UUID feedId) {
        return within.first(CombinedFeedSql.LOCK, row -> row.getUUID("id"), feedId, viewer.userId(), viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("feed")));
    }

    Future<FeedToken> addToken(NewToken token) {
        UUID feedId = token.feedId();
        return sql.transaction(within -> FeedStore.find(within, new OneFeed(token.viewer(), feedId))
                .compose(feed -> within.execute(FeedSql.LOCK, feedId))
                .compose(locked -> within.first(FeedSql.COUNT_TOKENS, row -> row.getLong("tokens"), feedId))
                .compose(tokens -> tokens.orElseThrow() < FeedStoreApi.MOST_TOKENS
                        ? within.first(
                                FeedSql.ADD_TOKEN,
                                FeedRow::token,
                                Ids.next(),
                                feedId,
                                Buffer.buffer(token.tokenHash()),
                                token.name())
                        : Future.failedFuture(Failure.of(
                                FailureKind.CONFLICT,
                                "too_many_tokens",
                                "The feed has 1,000 addresses already. Take some back first.")))
                .map(Optional::orElseThrow));
    }

    Future<Committed<Void>> revokeToken(OneToken token) {
        return FeedStore.find(sql, new OneFeed(token.viewer(), token.feedId()))
                .compose(feed -> sql.execute(FeedSql.REVOKE_TOKEN, token.tokenId(), feed.id()))
                .map(revoked -> {
                    if (revoked == 0) {
                        throw Failure.notFound("address");
                    }
                    return ended(List.of(token.tokenId()));
                });
    }

    /** What is being downloaded with these tokens ends, on whichever server. */
    private static Committed<Void> ended(List<UUID> tokens) {
        List<Committed.Fact> facts = tokens.isEmpty()
                ? List.of()
                : List.of(new Committed.Fact(
                        Facts.FEED_TOKENS_ENDED,
                        JsonObject.of(
                                "tokenIds",
                                new JsonArray(
                                        tokens.stream().map(UUID::toString).toList()))));
        return Committed.<Void>of(null, List.of()).with(facts);
    }
}
