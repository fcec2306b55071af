package dev.reelcast.store;

import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.bus.FeedStoreApi.Asked;
import dev.reelcast.bus.FeedStoreApi.ClaimPings;
import dev.reelcast.bus.FeedStoreApi.Guid;
import dev.reelcast.bus.FeedStoreApi.HubState;
import dev.reelcast.bus.FeedStoreApi.Item;
import dev.reelcast.bus.FeedStoreApi.OneFeed;
import dev.reelcast.bus.FeedStoreApi.Open;
import dev.reelcast.bus.FeedStoreApi.Page;
import dev.reelcast.bus.FeedStoreApi.PageQuery;
import dev.reelcast.bus.FeedStoreApi.Ping;
import dev.reelcast.bus.FeedStoreApi.Pinged;
import dev.reelcast.bus.FeedStoreApi.Source;
import dev.reelcast.bus.FeedStoreApi.State;
import dev.reelcast.bus.FeedStoreApi.TokenMedia;
import dev.reelcast.model.Episode;
import dev.reelcast.model.Feed;
import dev.reelcast.model.FeedToken;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Feeds as they are read, and what the hub was told of them. */
final class FeedStore {

    private final Sql sql;

    FeedStore(Pool pool) {
        this.sql = new Sql(pool);
    }

    Future<Feed> at(Asked asked) {
        if (asked instanceof Asked.OfAgent agent) {
            return one(sql.first(FeedSql.OF_AGENT, FeedRow::feed, agent.slug()));
        }
        if (asked instanceof Asked.Combined combined) {
            return one(sql.first(FeedSql.COMBINED, FeedRow::feed, combined.slug()));
        }
        byte[] hash = ((Asked.ByToken) asked).tokenHash();
        return ofToken(hash)
                .compose(open -> sql.execute(FeedSql.USED, Buffer.buffer(hash)).map(noted -> open.value()));
    }

    Future<Open<Feed>> ofToken(byte[] hash) {
        return one(sql.first(
                FeedSql.OF_TOKEN, row -> new Open<>(row.getUUID("token_id"), FeedRow.feed(row)), Buffer.buffer(hash)));
    }

    Future<Feed> find(OneFeed which) {
        return find(sql, which);
    }

    static Future<Feed> find(Sql sql, OneFeed which) {
        return one(sql.first(
                FeedSql.FIND,
                FeedRow::feed,
                which.feedId(),
                which.viewer().userId(),
                which.viewer().seesAll()));
    }

    private static <T> Future<T> one(Future<java.util.Optional<T>> found) {
        return found.map(feed -> feed.orElseThrow(() -> Failure.notFound("feed")));
    }

    Future<Page> page(PageQuery query) {
        Feed feed = query.feed();
        return sql.list(FeedSql.SOURCES, FeedRow::source, feed.id(), feed.privateFeed())
                .compose(sources -> {
                    Map<UUID, Source> byId =
                            sources.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
                    UUID[] agents = byId.keySet().toArray(UUID[]::new);
                    Future<List<Item>> items = sql.list(
                            FeedSql.EPISODES, FeedRow::item, agents, (long) query.limit(), (long) query.offset());
                    Future<Long> total = sql.first(FeedSql.COUNT, row -> row.getLong("matching"), (Object) agents)
                            .map(java.util.Optional::orElseThrow);
                    return Future.all(items, total).map(both -> new Page(items.result(), byId, total.result()));
                });
    }

    Future<UUID> keepGuid(Guid guid) {
        return one(sql.first(FeedSql.KEEP_GUID, row -> row.getUUID("guid"), guid.feedId(), guid.guid()));
    }

    Future<Open<Episode>> media(TokenMedia asked) {
        return sql.first(
                        FeedSql.TOKEN_MEDIA,
                        row -> new Open<>(row.getUUID("token_id"), EpisodeRow.episode(row)),
                        Buffer.buffer(asked.tokenHash()),
                        asked.episodeId())
                .map(found -> found.orElseThrow(() -> Failure.notFound("file")));
    }

    Future<State> state(OneFeed which) {
        return find(which).compose(feed -> {
            Future<List<FeedToken>> tokens = sql.list(FeedSql.TOKENS, FeedRow::token, feed.id());
            Future<HubState> hub = one(sql.first(
                    FeedSql.HUB_STATE,
                    FeedRow::hub,
                    feed.id(),
                    which.viewer().userId(),
                    which.viewer().seesAll()));
            return Future.all(tokens, hub).map(both -> new State(feed, tokens.result(), hub.result()));
        });
    }

    Future<State> ping(OneFeed which) {
        return find(which).compose(feed -> {
            if (feed.privateFeed()) {
                return Future.failedFuture(Failure.of(
                        FailureKind.CONFLICT,
                        "private_feed",
                        "The feed is private: a hub would tell its address to everybody."));
            }
            return sql.execute(PingSql.NOW, feed.id()).compose(set -> state(which));
        });
    }

    Future<List<Ping>> claimPings(ClaimPings claim) {
        return sql.list(PingSql.CLAIM, FeedRow::ping, (long) claim.limit(), Values.seconds(claim.lease()));
    }

    Future<Void> pinged(Pinged told) {
        if (told.error() == null) {
            return sql.execute(PingSql.TOLD, told.feedId(), told.version()).mapEmpty();
        }
        Double wait = told.retry() == null ? null : Values.seconds(told.retry());
        return sql.execute(PingSql.NOT_TOLD, told.feedId(), told.version(), told.error(), wait)
                .mapEmpty();
    }
}
