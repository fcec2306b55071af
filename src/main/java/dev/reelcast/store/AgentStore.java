package dev.reelcast.store;

import dev.reelcast.bus.AgentStoreApi.AgentPatch;
import dev.reelcast.bus.AgentStoreApi.AgentStats;
import dev.reelcast.bus.AgentStoreApi.NewAgent;
import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.bus.AgentStoreApi.SetMedia;
import dev.reelcast.bus.AgentStoreApi.Settings;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.FailureKind;
import dev.reelcast.model.Agent;
import dev.reelcast.model.Ids;
import dev.reelcast.model.StoredFile;
import dev.reelcast.model.Viewer;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Agents. */
final class AgentStore {

    private static final int SLUG_TRIES = 10;

    private final Sql sql;
    private final JobIndex index;

    AgentStore(Pool pool) {
        this.sql = new Sql(pool);
        this.index = new JobIndex(pool);
    }

    Future<Agent> create(NewAgent agent) {
        return create(sql, agent, SLUG_TRIES);
    }

    Future<Agent> findOrCreate(NewAgent agent) {
        UUID owner = agent.viewer().userId();
        String name = agent.settings().name();
        return sql.transaction(within -> within.execute(AgentSql.LOCK_NAME, owner.toString(), name)
                .compose(locked -> within.first(AgentSql.NAMED, row -> row.getUUID("id"), owner, name))
                .compose(found -> found.isPresent()
                        ? find(within, agent.viewer(), found.get())
                        : create(within, agent, SLUG_TRIES)));
    }

    /** Another may take the slug between the look and the insert: then the next free one does as well. */
    private static Future<Agent> create(Sql within, NewAgent agent, int tries) {
        UUID id = Ids.next();
        String base = Slug.of(agent.settings().name());
        return within.list(AgentSql.TAKEN_SLUGS, row -> row.getString("slug"), base)
                .map(taken -> Slug.free(base, new HashSet<>(taken)))
                .compose(slug -> insert(within, id, slug, agent))
                .compose(inserted -> {
                    if (inserted > 0) {
                        return find(within, agent.viewer(), id);
                    }
                    return tries > 1
                            ? create(within, agent, tries - 1)
                            : Future.failedFuture(
                                    Failure.of(FailureKind.CONFLICT, "Too many agents of that name are being made."));
                });
    }

    private static Future<Integer> insert(Sql within, UUID id, String slug, NewAgent agent) {
        Settings settings = agent.settings();
        return within.execute(
                AgentSql.CREATE,
                id,
                agent.viewer().userId(),
                settings.name(),
                slug,
                settings.channelId(),
                settings.channel(),
                settings.prompt(),
                settings.keywords().toArray(String[]::new),
                settings.minMinutes(),
                Wire.word(settings.publish()),
                Wire.word(settings.outputFormat()),
                Wire.json(settings.feed()),
                settings.confidenceThreshold(),
                Wire.json(settings.filters()),
                settings.privateFeed());
    }

    Future<Agent> find(OneAgent which) {
        return find(sql, which.viewer(), which.agentId());
    }

    static Future<Agent> find(Sql sql, Viewer viewer, UUID agentId) {
        return sql.first(AgentSql.FIND, AgentRow::agent, agentId, viewer.userId(), viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("agent")));
    }

    Future<List<Agent>> list(Viewer viewer) {
        return sql.list(AgentSql.LIST, AgentRow::agent, viewer.userId(), viewer.seesAll());
    }

    Future<Agent> update(AgentPatch patch) {
        return sql.execute(
                        AgentSql.UPDATE,
                        patch.agentId(),
                        patch.viewer().userId(),
                        patch.viewer().seesAll(),
                        patch.name(),
                        patch.channelId(),
                        patch.channel(),
                        patch.prompt(),
                        patch.keywords() == null ? null : patch.keywords().toArray(String[]::new),
                        patch.minMinutes(),
                        Values.wordOrNull(patch.publish()),
                        Values.wordOrNull(patch.outputFormat()),
                        Values.jsonOrNull(patch.feed()),
                        patch.confidenceThreshold(),
                        Values.jsonOrNull(patch.filters()),
                        patch.privateFeed())
                .compose(changed -> find(sql, patch.viewer(), patch.agentId()));
    }

    Future<Agent> delete(OneAgent which) {
        return sql.transaction(within -> locked(within, which.viewer(), which.agentId())
                .compose(agent -> within.first(AgentSql.ACTIVE_JOBS, row -> row.getLong("active"), agent.id())
                        .compose(active -> active.orElseThrow() > 0
                                ? Future.failedFuture(Failure.of(
                                        FailureKind.CONFLICT,
                                        "agent_busy",
                                        "The agent has jobs that have not ended. Cancel them first."))
                                : within.execute(AgentSql.DELETE, agent.id()))
                        .map(deleted -> agent)));
    }

    /** Answers the file that was there before, null for none. */
    Future<StoredFile> setMedia(SetMedia media) {
        return sql.transaction(within -> locked(within, media.viewer(), media.agentId())
                .compose(agent -> within.execute(
                                AgentSql.SET_MEDIA,
                                agent.id(),
                                Wire.word(media.slot()),
                                Values.jsonOrNull(media.file()))
                        .map(changed -> switch (media.slot()) {
                            case INTRO -> agent.intro();
                            case OUTRO -> agent.outro();
                            case ARTWORK -> agent.artwork();
                        })));
    }

    private static Future<Agent> locked(Sql within, Viewer viewer, UUID agentId) {
        return within.first(AgentSql.LOCK, AgentRow::agent, agentId, viewer.userId(), viewer.seesAll())
                .map(found -> found.orElseThrow(() -> Failure.notFound("agent")));
    }

    Future<AgentStats> stats(OneAgent which) {
        Viewer viewer = which.viewer();
        return index.catchUp()
                .compose(caughtUp -> sql.first(
                        AgentSql.STATS, AgentStore::counted, which.agentId(), viewer.userId(), viewer.seesAll()))
                .map(found -> found.orElseThrow(() -> Failure.notFound("agent")));
    }

    private static AgentStats counted(Row row) {
        long episodes = row.getLong("episodes");
        long published = row.getLong("published");
        return new AgentStats(
                row.getLong("videos"),
                episodes,
                published,
                episodes - published,
                row.getLong("active"),
                row.getLong("failed"),
                JobFigures.successRate(row.getLong("completed"), row.getLong("failed")));
    }
}
