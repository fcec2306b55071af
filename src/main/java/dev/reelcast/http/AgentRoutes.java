package dev.reelcast.http;

import dev.reelcast.bus.AgentStoreApi;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.EpisodeStoreApi;
import dev.reelcast.bus.Failure;
import dev.reelcast.bus.JobStoreApi;
import dev.reelcast.bus.QueueControlApi;
import dev.reelcast.bus.SubscriptionApi;
import dev.reelcast.model.Agent;
import dev.reelcast.model.JobStatus;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Agents, and their jobs, episodes and figures. */
final class AgentRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(AgentRoutes.class);
    private static final int MOST_ACTIVE = 100;

    private final Bus bus;
    private final Links links;

    AgentRoutes(Bus bus, Links links) {
        this.bus = bus;
        this.links = links;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on("listAgents", this::list)
                .on("createAgent", this::create)
                .on("getAgent", call -> find(call).map(this::shown))
                .on("updateAgent", this::update)
                .on("deleteAgent", this::delete)
                .on("pauseAgent", this::pause)
                .on("resumeAgent", this::resume)
                .on("agentJobs", this::jobs)
                .on("agentActiveJobs", this::activeJobs)
                .on("agentJob", this::job)
                .on("agentStats", this::stats)
                .on("agentEpisodes", this::episodes);
    }

    private Future<Answer> list(Call call) {
        return bus.request(AgentStoreApi.LIST, call.viewer()).map(agents -> {
            JsonArray shown = new JsonArray(agents.stream().map(links::json).toList());
            return Answer.withFiles(200, new JsonObject().put("agents", shown).put("total", agents.size()));
        });
    }

    private Future<Answer> create(Call call) {
        AgentStoreApi.Settings settings = AgentSettings.complete(call.body());
        return bus.request(AgentStoreApi.CREATE, new AgentStoreApi.NewAgent(call.viewer(), settings))
                .map(agent -> Answer.withFiles(201, links.json(agent)));
    }

    private Future<Answer> pause(Call call) {
        QueueControlApi.Scope scope = new QueueControlApi.Scope(call.viewer(), agentId(call));
        return bus.request(
                        QueueControlApi.PAUSE,
                        new QueueControlApi.PauseOrder(
                                scope, Texts.line(call.body().getString("reason"), 300)))
                .compose(paused -> find(call))
                .map(this::shown);
    }

    private Future<Answer> resume(Call call) {
        return bus.request(QueueControlApi.RESUME, new QueueControlApi.Scope(call.viewer(), agentId(call)))
                .compose(resumed -> find(call))
                .map(this::shown);
    }

    private Future<Answer> update(Call call) {
        return bus.request(AgentStoreApi.UPDATE, AgentSettings.patch(call.viewer(), agentId(call), call.body()))
                .map(agent -> {
                    if (call.body().containsKey("channelId") || call.body().containsKey("channel")) {
                        followAgain(one(call));
                    }
                    return shown(agent);
                });
    }

    /** The settings are kept whatever comes of it. A channel whose id nobody can be asked for now is followed on request. */
    private void followAgain(AgentStoreApi.OneAgent which) {
        bus.request(SubscriptionApi.FOLLOW_AGAIN, which)
                .onFailure(
                        failed -> LOG.info("Agent {} follows what it did: {}", which.agentId(), failed.getMessage()));
    }

    private Future<Answer> delete(Call call) {
        return bus.request(AgentStoreApi.DELETE, one(call)).map(gone -> Answer.none());
    }

    private Future<Answer> jobs(Call call) {
        Paging paging = Paging.of(call);
        if (call.text("cursor") != null && paging.page() > 1) {
            throw new Invalid("cursor", "Give either a page or a cursor.");
        }
        return find(call).compose(agent -> {
            JobStoreApi.JobQuery query = JobQueries.ofAgent(call, agent.id(), List.of(), paging);
            return bus.request(JobStoreApi.LIST, query).map(found -> {
                JsonObject answer = paging.of(found.total());
                answer.mergeIn(new JsonObject(Wire.text(Map.of("jobs", found.jobs()))));
                String next = Cursors.next(query, found.next());
                if (next != null) {
                    answer.put("nextCursor", next);
                }
                return Answer.ok(answer);
            });
        });
    }

    private Future<Answer> activeJobs(Call call) {
        List<JobStatus> active = List.of(JobStatus.PENDING, JobStatus.PROCESSING);
        return find(call)
                .compose(agent -> bus.request(
                        JobStoreApi.LIST, JobQueries.ofAgent(call, agent.id(), active, new Paging(1, MOST_ACTIVE))))
                .map(found -> Answer.ok(Map.of("jobs", found.jobs())));
    }

    private Future<Answer> job(Call call) {
        UUID agentId = agentId(call);
        return bus.request(JobStoreApi.FIND, new JobStoreApi.OneJob(call.viewer(), call.id("jobId", "job")))
                .map(detail -> {
                    if (!agentId.equals(detail.job().agentId())) {
                        throw Failure.notFound("job");
                    }
                    return Answer.withFiles(200, detail);
                });
    }

    private Future<Answer> stats(Call call) {
        return bus.request(AgentStoreApi.STATS, one(call))
                .compose(agent -> bus.request(
                                JobStoreApi.STATS,
                                new JobStoreApi.StatsQuery(call.viewer(), agentId(call), JobRoutes.range(call)))
                        .map(jobs -> {
                            JsonObject answer = Wire.json(jobs);
                            return Answer.ok(answer.mergeIn(Wire.json(agent)));
                        }));
    }

    private Future<Answer> episodes(Call call) {
        Paging paging = Paging.of(call);
        return find(call)
                .compose(agent -> bus.request(
                        EpisodeStoreApi.LIST,
                        new EpisodeStoreApi.EpisodeQuery(
                                call.viewer(), agent.id(), null, null, null, paging.limit(), paging.offset())))
                .map(found -> EpisodeRoutes.page(found, paging));
    }

    private Future<Agent> find(Call call) {
        return bus.request(AgentStoreApi.FIND, one(call));
    }

    private Answer shown(Agent agent) {
        return Answer.withFiles(200, links.json(agent));
    }

    private static AgentStoreApi.OneAgent one(Call call) {
        return new AgentStoreApi.OneAgent(call.viewer(), agentId(call));
    }

    private static UUID agentId(Call call) {
        return call.id("agentId", "agent");
    }
}
