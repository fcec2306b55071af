package dev.reelcast.http;

import dev.reelcast.bus.Bus;
import dev.reelcast.bus.QueueControlApi;
import io.vertx.core.Future;

/** The queue as a whole: how it stands, held up and going on. */
final class QueueRoutes {

    private final Bus bus;

    QueueRoutes(Bus bus) {
        this.bus = bus;
    }

    void addTo(Endpoints endpoints) {
        endpoints.on("getQueue", this::state).on("pauseQueue", this::pause).on("resumeQueue", this::resume);
    }

    private Future<Answer> state(Call call) {
        return bus.request(QueueControlApi.STATE, call.viewer()).map(Answer::ok);
    }

    private Future<Answer> pause(Call call) {
        QueueControlApi.PauseOrder order = new QueueControlApi.PauseOrder(
                whole(call), Texts.line(call.body().getString("reason"), 300));
        return bus.request(QueueControlApi.PAUSE, order).compose(paused -> state(call));
    }

    private Future<Answer> resume(Call call) {
        return bus.request(QueueControlApi.RESUME, whole(call)).compose(resumed -> state(call));
    }

    private static QueueControlApi.Scope whole(Call call) {
        return new QueueControlApi.Scope(call.viewer(), null);
    }
}
