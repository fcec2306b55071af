package dev.reelcast.http;

import dev.reelcast.bus.AgentStoreApi.OneAgent;
import dev.reelcast.bus.BackfillApi;
import dev.reelcast.bus.BackfillApi.NewBackfill;
import dev.reelcast.bus.BackfillApi.VideoQuery;
import dev.reelcast.bus.Bus;
import dev.reelcast.bus.IngestApi;
import dev.reelcast.config.Config;
import dev.reelcast.model.ListingSource;
import dev.reelcast.model.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Backfills of agents: asked for, looked at, called off. */
final class BackfillRoutes {

    /** Of the asker's clock before ours. */
    private static final Duration LEEWAY = Duration.ofMinutes(5);

    private final Bus bus;
    private final Config.Youtube youtube;
    private final Clock clock;

    BackfillRoutes(Bus bus, Config.Youtube youtube, Clock clock) {
        this.bus = bus;
        this.youtube = youtube;
        this.clock = clock;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .on("startBackfill", this::start)
                .on("getBackfill", call -> status(call, 200))
                .on("cancelBackfill", this::cancel)
                .on("backfillVideos", this::videos);
    }

    private Future<Answer> start(Call call) {
        Instant since = since(call.body().getString("since"));
        boolean dryRun = Boolean.TRUE.equals(call.body().getBoolean("dryRun"));
        OneAgent agent = agent(call);
        return bus.request(BackfillApi.START, new NewBackfill(agent.viewer(), agent.agentId(), since, dryRun))
                .onSuccess(started -> bus.tell(IngestApi.BACKFILL_DUE, started.id()))
                .compose(started -> status(call, 201));
    }

    private Future<Answer> status(Call call, int status) {
        boolean hasKey = youtube.apiKey() != null;
        JsonObject answer =
                new JsonObject().put("listedBy", Wire.word(hasKey ? ListingSource.DATA_API : ListingSource.YT_DLP));
        return bus.request(BackfillApi.FIND, agent(call))
                .compose(found -> {
                    found.ifPresent(backfill -> answer.put("backfill", Wire.json(backfill)));
                    return hasKey
                            ? bus.request(BackfillApi.QUOTA, youtube.quota())
                                    .onSuccess(quota -> answer.put("quota", Wire.json(quota)))
                            : Future.succeededFuture();
                })
                .map(ready -> Answer.json(status, answer));
    }

    private Future<Answer> cancel(Call call) {
        return bus.request(BackfillApi.CANCEL, agent(call)).map(done -> Answer.none());
    }

    private Future<Answer> videos(Call call) {
        Paging paging = Paging.of(call);
        OneAgent agent = agent(call);
        return bus.request(
                        BackfillApi.VIDEOS,
                        new VideoQuery(agent.viewer(), agent.agentId(), paging.limit(), paging.offset()))
                .map(found -> Answer.ok(paging.of(found.total())
                        .put("fresh", found.fresh())
                        .put("leftOut", found.leftOut())
                        .put(
                                "videos",
                                new JsonArray(
                                        found.videos().stream().map(Wire::json).toList()))));
    }

    /** A time, or a day in UTC. */
    private Instant since(String text) {
        Instant since = text.length() == 10 ? day(text) : Call.time("since", text);
        if (since == null || since.isAfter(clock.instant().plus(LEEWAY))) {
            throw new Invalid("since", "It must not be in the future.");
        }
        return since;
    }

    private static Instant day(String text) {
        try {
            Instant day = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            return day.isBefore(Instant.EPOCH) ? Instant.EPOCH : day;
        } catch (DateTimeException e) {
            throw new Invalid("since", "It must be a day such as 2026-11-21, or a time such as 2026-11-21T09:30:00Z.");
        }
    }

    private static OneAgent agent(Call call) {
        return new OneAgent(call.viewer(), call.id("agentId", "agent"));
    }
}
