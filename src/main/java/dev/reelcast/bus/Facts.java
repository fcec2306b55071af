package dev.reelcast.bus;

import java.util.UUID;

/** The public addresses: JSON that the cluster carries and, where the bridge's guard allows it, browsers hear. */
public final class Facts {

    /** Every job event, for administrators. */
    public static final String JOBS_STATUS = "jobs.status";

    /** The whole queue was paused or goes on; for everybody who is signed in. */
    public static final String QUEUE_STATE = "queue.state";

    /** A job's run is to be stopped wherever it is: {@code {jobId, reason}}; between nodes only. */
    public static final String JOBS_STOPPED = "jobs.stopped";

    /** A user's sessions are over: {@code {userId}}; between nodes only. */
    public static final String SESSIONS_ENDED = "sessions.ended";

    /** What was begun with these tokens of feeds is over: {@code {tokenIds}}; between nodes only. */
    public static final String FEED_TOKENS_ENDED = "feeds.tokens-ended";

    /** Servers came or went, so that some facts may not have been heard; {@code {}}, on each node by itself. */
    public static final String NODES_CHANGED = "nodes.changed";

    private Facts() {}

    /** Every job event of one agent. */
    public static String jobProgress(UUID agentId) {
        return "job.progress." + agentId;
    }

    /** Every event of one job. */
    public static String jobEvents(UUID jobId) {
        return "job.events." + jobId;
    }

    /** One job's log lines. */
    public static String jobLogs(UUID jobId) {
        return "job.logs." + jobId;
    }

    /** What happens to an agent beside its jobs. */
    public static String agentEvents(UUID agentId) {
        return "agent.events." + agentId;
    }

    /** A bulk job's figures, and every event of its items' jobs. */
    public static String bulkProgress(UUID bulkJobId) {
        return "bulk.progress." + bulkJobId;
    }

    /** What one user is told, and that it was read. */
    public static String notifications(UUID userId) {
        return "notifications." + userId;
    }

    /** Every job event of one user. */
    public static String queueUpdates(UUID userId) {
        return "queue.updates." + userId;
    }
}
