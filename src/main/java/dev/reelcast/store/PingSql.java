package dev.reelcast.store;

/** What the hub is told. */
final class PingSql {

    /** {@code $1} feeds at most whose time has come; nobody else takes them for {@code $2} seconds. */
    static final String CLAIM = """
            with due as (
              select feed_id
              from feed_states
              where ping_at <= now()
              order by ping_at
              limit $1
              for update skip locked
            )
            update feed_states
            set ping_at = now() + make_interval(secs => $2), ping_attempts = least(feed_states.ping_attempts + 1, 1000)
            from due
            join feeds on feeds.id = due.feed_id
            where feed_states.feed_id = due.feed_id
            returning feed_states.feed_id, feeds.combined_id, feeds.slug, feed_states.version, feed_states.ping_attempts
            """;

    /** {@code $2} is the version that the hub knows now. What changed meanwhile has its own time already. */
    static final String TOLD = """
            update feed_states
            set pinged = greatest(pinged, $2), pinged_at = now(), ping_attempts = 0, ping_error = null,
              ping_at = case when version > $2 then ping_at end
            where feed_id = $1
            """;

    /** {@code $3} says why, {@code $4} when to try again in seconds, null for never. */
    static final String NOT_TOLD = """
            update feed_states
            set ping_error = $3,
              ping_at = case when version > $2 then ping_at else now() + make_interval(secs => $4) end
            where feed_id = $1
            """;

    static final String NOW = """
            update feed_states
            set ping_at = now(), ping_attempts = 0
            where feed_id = $1
            """;

    private PingSql() {}
}
