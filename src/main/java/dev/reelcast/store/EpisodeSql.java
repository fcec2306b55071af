package dev.reelcast.store;

/** Episodes. Where a statement has a viewer, {@code $2} is who and {@code $3} whether they see all. */
final class EpisodeSql {

    /** As {@link EpisodeRow} reads them. */
    private static final String EPISODES = """
            select id, owner_id, agent_id, job_id, title, description, audio, video, duration_seconds, span,
              content_start, chapters, source_chapters, cover, transcript, published, held, reason, confidence,
              publish_at,
              (
                select jsonb_strip_nulls(jsonb_build_object('jobId', jobs.id, 'status', jobs.status,
                  'progress', jobs.progress, 'message', jobs.message, 'error', jobs.error ->> 'message',
                  'span', body -> 'episode', 'sourceChapters', body -> 'chapters'))
                from jobs
                join job_analysis on job_analysis.job_id = jobs.id
                where jobs.id = recut_id
              ) as recut,
              source_url, published_at, created_at, updated_at
            from episodes
            """;

    static final String FIND = EPISODES + """
            where id = $1
              and (owner_id = $2 or $3)
            """;

    /** Of a private feed nothing is public. */
    static final String PUBLIC = EPISODES + """
            where id = $1
              and published
              and not exists (select from agents where agents.id = episodes.agent_id and private_feed)
            """;

    static final String LIST = EPISODES + """
            where (owner_id = $1 or $2)
              and ($3::uuid is null or agent_id = $3)
              and ($4::boolean is null or published = $4)
              and ($5::boolean is null or held = $5)
              and ($6::boolean is null or (publish_at is not null) = $6)
            order by id desc
            limit $7 offset $8
            """;

    static final String COUNT = """
            select count(*) as matching
            from episodes
            where (owner_id = $1 or $2)
              and ($3::uuid is null or agent_id = $3)
              and ($4::boolean is null or published = $4)
              and ($5::boolean is null or held = $5)
              and ($6::boolean is null or (publish_at is not null) = $6)
            """;

    static final String UPDATE = """
            update episodes
            set title = coalesce($4, title), description = coalesce($5, description), updated_at = now()
            where id = $1
              and (owner_id = $2 or $3)
            """;

    /** Locks one that a viewer may see, and tells the time. What is decided of it is read by the next statement. */
    static final String LOCK = """
            select clock_timestamp() as time
            from episodes
            where id = $1
              and (owner_id = $2 or $3)
            for no key update
            """;

    /** Locks those that it is time for, {@code $1} at most; another server takes others. */
    static final String LOCK_DUE = """
            select id
            from episodes
            where publish_at <= now()
              and not exists (
                select
                from jobs
                where jobs.id = recut_id
                  and status in ('pending', 'processing'))
            order by publish_at, id
            limit $1
            for no key update of episodes skip locked
            """;

    /** {@code $1} episodes, whoever's they are. */
    static final String SOME = EPISODES + """
            where id = any ($1::uuid[])
            order by id
            """;

    /**
     * Writes what was decided of locked ones, all at once, because their feeds change with them: {@code $1} episodes, whether
     * they are published, whether they are held, {@code $4} why, {@code $5} when they go out, {@code $6} whether new cuts that
     * came to nothing are forgotten.
     */
    static final String DECIDE = """
            with changed as (
              update episodes
              set published = decided.published, held = decided.held, reason = decided.reason,
                publish_at = decided.publish_at,
                published_at = case when decided.published then coalesce(published_at, now()) end,
                recut_id = case when not decided.forgets then recut_id end, updated_at = now()
              from unnest($1::uuid[], $2::boolean[], $3::boolean[], $4::text[], $5::timestamptz[], $6::boolean[])
                as decided (id, published, held, reason, publish_at, forgets)
              where episodes.id = decided.id
              returning episodes.id, episodes.published, episodes.held, episodes.reason
            )
            update job_publishing
            set published = changed.published, held = changed.held, reason = changed.reason
            from changed
            where job_publishing.episode_id = changed.id
            """;

    private EpisodeSql() {}
}
