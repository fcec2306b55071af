package dev.reelcast.bus;

import dev.reelcast.model.QueueState;
import dev.reelcast.model.Viewer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Steering the queue as a whole, or one agent's part of it. */
public final class QueueControlApi {

    public static final Address<Viewer, QueueState> STATE = new Address<>("queue-control.state");

    /** Nothing new is started; what runs goes on. Pausing what is paused changes the reason. */
    public static final Address<PauseOrder, Void> PAUSE = new Address<>("queue-control.pause");

    /** Goes on; nothing happens when it was not paused. */
    public static final Address<Scope, Void> RESUME = new Address<>("queue-control.resume");

    private QueueControlApi() {}

    /**
     * What is held up: {@link FailureKind#FORBIDDEN} for the whole queue unless the viewer is an administrator, {@link
     * FailureKind#NOT_FOUND} for an agent that is not theirs.
     *
     * @param agentId null for the whole queue
     */
    public record Scope(Viewer viewer, @Nullable UUID agentId) {}

    /** @param reason 1 to 300 characters */
    public record PauseOrder(Scope scope, String reason) {}
}
