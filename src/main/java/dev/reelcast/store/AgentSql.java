package dev.reelcast.store;

/** Agents. Where a statement has a viewer, {@code $2} is who and {@code $3} whether they see all. */
final class AgentSql {

    static final String FIND = """
            select id, owner_id, name, slug, channel_id, channel, prompt, keywords, min_minutes, publish, output_format,
              confidence_threshold, filters, private_feed, feed, intro, outro, artwork, created_at, updated_at,
              (
                select jsonb_build_object('reason', reason, 'by', coalesce(users.name, 'Somebody'), 'since', since)
                from pauses
                left join users on users.id = pauses.paused_by
                where pauses.agent_id = agents.id
              ) as paused
            from agents
            where id = $1
              and (owner_id = $2 or $3)
            """;

    static final String LIST = """
            select id, owner_id, name, slug, channel_id, channel, prompt, keywords, min_minutes, publish, output_format,
              confidence_threshold, filters, private_feed, feed, intro, outro, artwork, created_at, updated_at,
              (
                select jsonb_build_object('reason', reason, 'by', coalesce(users.name, 'Somebody'), 'since', since)
                from pauses
                left join users on users.id = pauses.paused_by
                where pauses.agent_id = agents.id
              ) as paused
            from agents
            where (owner_id = $1 or $2)
            order by lower(name), id
            """;

    /** The oldest of an owner's agents of a name. */
    static final String NAMED = """
            select id
            from agents
            where owner_id = $1
              and name = $2
            order by id
            limit 1
            """;

    /** Lets one at a time look for an owner's agent of a name and make it; until the end of the transaction. */
    static final String LOCK_NAME = """
            select pg_advisory_xact_lock(hashtextextended('agent ' || $1::text || ' ' || $2::text, 0))::text as locked
            """;

    /** The slugs that are taken among those that begin alike. */
    static final String TAKEN_SLUGS = """
            select slug
            from agents
            where slug = $1
              or starts_with(slug, $1 || '-')
            """;

    /** No row when the slug was taken meanwhile. */
    static final String CREATE = """
            insert into agents (id, owner_id, name, slug, channel_id, channel, prompt, keywords, min_minutes, publish,
              output_format, feed, confidence_threshold, filters, private_feed)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            on conflict (slug) do nothing
            returning id
            """;

    /** What is null stays; an empty text takes an optional setting away. */
    static final String UPDATE = """
            update agents
            set name = coalesce($4, name),
              channel_id = case when $5::text is null then channel_id else nullif($5, '') end,
              channel = case when $6::text is null then channel else nullif($6, '') end,
              prompt = case when $7::text is null then prompt else nullif($7, '') end,
              keywords = coalesce($8, keywords), min_minutes = coalesce($9, min_minutes),
              publish = coalesce($10, publish), output_format = coalesce($11, output_format),
              feed = coalesce($12, feed), confidence_threshold = coalesce($13, confidence_threshold),
              filters = coalesce($14, filters), private_feed = coalesce($15, private_feed), updated_at = now()
            where id = $1
              and (owner_id = $2 or $3)
            """;

    /** Locks an agent that is to change as a whole: no job can be put in for it meanwhile. */
    static final String LOCK = """
            select id, owner_id, name, slug, channel_id, channel, prompt, keywords, min_minutes, publish, output_format,
              confidence_threshold, filters, private_feed, feed, intro, outro, artwork, created_at, updated_at,
              (
                select jsonb_build_object('reason', reason, 'by', coalesce(users.name, 'Somebody'), 'since', since)
                from pauses
                left join users on users.id = pauses.paused_by
                where pauses.agent_id = agents.id
              ) as paused
            from agents
            where id = $1
              and (owner_id = $2 or $3)
            for update
            """;

    static final String ACTIVE_JOBS = """
            select count(*) as active
            from jobs
            where agent_id = $1
              and status in ('pending', 'processing')
            """;

    /** Its episodes are in no feed any more. */
    static final String DELETE = """
            with unpublished as (
              update episodes
              set published = false, held = false, published_at = null, publish_at = null, reason = 'The agent was deleted.',
                updated_at = now()
              where agent_id = $1
              returning id, reason
            ), publishing as (
              update job_publishing
              set published = false, held = false, reason = unpublished.reason
              from unpublished
              where episode_id = unpublished.id
            )
            delete from agents
            where id = $1
            """;

    /** {@code $2} is {@code intro}, {@code outro} or {@code artwork}. */
    static final String SET_MEDIA = """
            update agents
            set intro = case when $2::text = 'intro' then $3::jsonb else intro end,
              outro = case when $2::text = 'outro' then $3::jsonb else outro end,
              artwork = case when $2::text = 'artwork' then $3::jsonb else artwork end,
              updated_at = now()
            where id = $1
            """;

    /** An agent's videos are those of its channel that were discovered, and what its jobs were about. */
    static final String STATS = """
            select
              coalesce((
                select videos
                from agent_video_counts
                where agent_id = agents.id
              ), 0) as videos,
              (
                select count(*)
                from episodes
                where agent_id = agents.id
              ) as episodes,
              (
                select count(*)
                from episodes
                where agent_id = agents.id
                  and published
              ) as published,
              job.active, job.failed, job.completed
            from agents
            cross join lateral (
              select coalesce(sum(jobs) filter (where status in ('pending', 'processing')), 0)::bigint as active,
                coalesce(sum(jobs) filter (where status = 'failed'), 0)::bigint as failed,
                coalesce(sum(jobs) filter (where status = 'completed'), 0)::bigint as completed
              from jobs_counted
              where owner_id = agents.owner_id
                and agent_id = agents.id
            ) as job
            where agents.id = $1
              and (agents.owner_id = $2 or $3)
            """;

    private AgentSql() {}
}
