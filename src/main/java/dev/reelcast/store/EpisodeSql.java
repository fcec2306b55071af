package dev.reelcast.store;

/** Episodes. Where a statement has a viewer, {@code $2} is who and {@code $3} whether they see all. */
final class EpisodeSql {

    static final String FIND = """
            select id, owner_id, agent_id, job_id, title, description, audio, duration_seconds, chapters, cover,
              transcript, published, held, reason, source_url, published_at, created_at, updated_at
            from episodes
            where id = $1
              and (owner_id = $2 or $3)
            """;

    /** Of a private feed nothing is public. */
    static final String PUBLIC = """
            select id, owner_id, agent_id, job_id, title, description, audio, duration_seconds, chapters, cover,
              transcript, published, held, reason, source_url, published_at, created_at, updated_at
            from episodes
            where id = $1
              and published
              and not exists (select from agents where agents.id = episodes.agent_id and private_feed)
            """;

    static final String LIST = """
            select id, owner_id, agent_id, job_id, title, description, audio, duration_seconds, chapters, cover,
              transcript, published, held, reason, source_url, published_at, created_at, updated_at
            from episodes
            where (owner_id = $1 or $2)
              and ($3::uuid is null or agent_id = $3)
              and ($4::boolean is null or published = $4)
              and ($5::boolean is null or held = $5)
            order by id desc
            limit $6 offset $7
            """;

    static final String COUNT = """
            select count(*) as matching
            from episodes
            where (owner_id = $1 or $2)
              and ($3::uuid is null or agent_id = $3)
              and ($4::boolean is null or published = $4)
              and ($5::boolean is null or held = $5)
            """;

    static final String UPDATE = """
            update episodes
            set title = coalesce($4, title), description = coalesce($5, description), updated_at = now()
            where id = $1
              and (owner_id = $2 or $3)
            """;

    /** No row when it is published already, or has no agent or audio. */
    static final String PUBLISH = """
            with changed as (
              update episodes
              set published = true, held = false, reason = $4, published_at = now(), updated_at = now()
              where id = $1
                and (owner_id = $2 or $3)
                and not published
                and agent_id is not null
                and audio is not null
              returning id, job_id, reason
            ), publishing as (
              update job_publishing
              set published = true, held = false, reason = changed.reason
              from changed
              where job_publishing.job_id = changed.job_id
            )
            select id
            from changed
            """;

    /** No row when it is not published. */
    static final String UNPUBLISH = """
            with changed as (
              update episodes
              set published = false, reason = $4, published_at = null, updated_at = now()
              where id = $1
                and (owner_id = $2 or $3)
                and published
              returning id, job_id, reason
            ), publishing as (
              update job_publishing
              set published = false, reason = changed.reason
              from changed
              where job_publishing.job_id = changed.job_id
            )
            select id
            from changed
            """;

    private EpisodeSql() {}
}
