package dev.reelcast.store;

/** Feeds of channels that are followed. */
final class PollSql {

    /** A feed that nobody read yet is due at once: whoever begins to follow sees its newest videos. */
    static final String ADD = """
            insert into polls (source)
            select distinct source
            from subscriptions
            where state in ('pending', 'active', 'denied')
              and not exists (
                select
                from polls
                where polls.source = subscriptions.source)
            on conflict do nothing
            """;

    static final String FORGET = """
            delete from polls
            where not exists (
              select
              from subscriptions
              where subscriptions.source = polls.source
                and state in ('pending', 'active', 'denied'))
            """;

    /** {@code $1} how many. */
    static final String DUE = """
            with due as (
              select source
              from polls
              where next_at <= now()
              order by next_at
              limit $1
              for update skip locked
            )
            update polls
            set next_at = now() + interval '10 minutes'
            from due
            where polls.source = due.source
            returning polls.source,
              (
                select coalesce(jsonb_agg(jsonb_strip_nulls(
                  jsonb_build_object('agentId', agent_id, 'channelId', channel_id))), '[]')
                from subscriptions
                where subscriptions.source = polls.source
                  and state in ('pending', 'active', 'denied')
                  and agent_id is not null
              ) as followers
            """;

    /** {@code $2} seconds between two readings; some are read a little earlier, so that they do not all meet. */
    static final String READ = """
            update polls
            set polled_at = now(), failures = 0, error = null,
              next_at = now() + make_interval(secs => $2 * (0.9 + random() * 0.1))
            where source = $1
            """;

    static final String FAILED = """
            update polls
            set failures = failures + 1, error = $3,
              next_at = now() + make_interval(
                secs => least($2, 60 * power(2, least(failures, 20))) * (0.9 + random() * 0.1))
            where source = $1
            """;

    private PollSql() {}
}
