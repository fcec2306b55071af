package dev.reelcast.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the queue stands.
 *
 * @param paused null when it is not
 * @param running jobs that servers work on: the viewer's own, for administrators all
 * @param waiting pending jobs, likewise
 * @param servers for administrators; else none
 * @param hosts that are given a break, for administrators; else none
 */
public record QueueState(
        @Nullable Pause paused, long running, long waiting, List<Server> servers, List<HostBreak> hosts) {

    public QueueState {
        servers = List.copyOf(servers);
        hosts = List.copyOf(hosts);
    }

    /**
     * @param name of its machine
     * @param stages what it runs
     * @param concurrency jobs at once, at least 1
     * @param running jobs it works on
     * @param seenAt when it was last heard of
     * @param up whether that is less than a lease ago
     */
    public record Server(
            UUID id, String name, List<Stage> stages, int concurrency, int running, Instant seenAt, boolean up) {
        public Server {
            stages = List.copyOf(stages);
        }
    }

    /**
     * @param host as {@code youtube.com}
     * @param message what it said, one sentence
     * @param until when it is tried again
     */
    public record HostBreak(String host, String message, Instant until) {}
}
